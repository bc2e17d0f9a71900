#pragma once

#include <string_view>

#include "pipeline/model/result.hpp"
#include "pipeline/object_store/s3/s3_config.hpp"
#include "pipeline/object_store/s3/s3_refusal.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What was asked of the service, for messages, and of which bucket.
struct S3Question {
  const S3Config& config;
  std::string_view attempt;  ///< "store o/3f/NAME.jpg"
  /// What the key must be allowed for it.
  std::string_view rights = "s3:PutObject, s3:GetObject, s3:DeleteObject and s3:ListBucket";
};

/// The one place where refusals become codes. Takes answers that are not a success.
///
/// - `storage_refused`: this object, for good: too large, of a type the bucket does not take;
/// - `storage_full`: the bucket or the account has no room left;
/// - `storage_unavailable`: everything else, with the wait that was asked for. What the operator
///   can mend says which setting: S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID,
///   S3_SECRET_ACCESS_KEY, S3_SESSION_TOKEN.
///
/// The <Code> decides before the status. Answers to HEAD have none.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
Error classify(const HttpAnswer& answer, const S3Question& question, const Clock& clock);
/// The same for one refusal of many in an answer of that status.
Error classify(const S3Refusal& refusal, int status, const S3Question& question);

/// The same for a request that got no answer: what the client said in `failure`.
Error unanswered(const Error& failure, const S3Question& question);

}  // namespace pixferry
