#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What an answer about an object says of its bytes.
enum class S3Proof {
  same,    ///< they are the spool's
  other,   ///< they are not
  opaque,  ///< it is about an object, but what it says cannot be compared
  none,    ///< it does not speak of an object
};

/// By the SHA-256 that the service keeps, or by an ETag that is an MD5, for which the spool may be
/// read once more. An ETag of an object that is encrypted with a key of the bucket's or the
/// customer's is opaque. Error: the spool's.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
Result<S3Proof> s3_proof(const HttpAnswer& answer, const Spool& content);

/// Content-Length, where there is a sensible one.
std::optional<std::int64_t> s3_object_size(const HttpAnswer& answer);

}  // namespace pixferry
