#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/platform/clock.hpp"
#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"
#include "simulator/object_storage/s3_objects.hpp"
#include "simulator/object_storage/s3_signature.hpp"

namespace pixferry::simulator {

struct S3LookAlikeOptions {
  std::string base_path = "/s3";  ///< the endpoint's path; empty or without a slash at its end
  std::string bucket = "images";
  S3Account account = {};
  bool removes_many = true;     ///< Google Cloud Storage cannot
  bool keeps_checksums = true;  ///< answers with the SHA-256 it was given, as Amazon does
  int page_keys_max = 1000;     ///< that one answer lists
};

/// One bucket of an S3 service, whose requests must be signed: put, head, get and delete of
/// objects, DeleteObjects, and ListObjectsV2. The bucket may stand in the path or in the host. What
/// is stored is compared with every hash that comes with it. Thread-safe.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
class S3LookAlike {
 public:
  /// The clock must outlive the look-alike.
  S3LookAlike(S3LookAlikeOptions options, const Clock& clock);

  struct Call {
    std::optional<Operation> operation;  ///< none for what is no method of the bucket
    std::string bucket;
    std::string key;  ///< empty where it is about the bucket
  };
  /// What the request asks for, if it is one for this service.
  std::optional<Call> recognise(const Request& request) const;
  /// The fault decides whether anything is done, and what is answered.
  Response answer(const Call& call, const Request& request,
                  const std::optional<Fault>& fault = std::nullopt);

  S3Objects& objects() { return objects_; }
  const S3Objects& objects() const { return objects_; }
  const S3LookAlikeOptions& options() const { return options_; }

 private:
  std::optional<Response> refusal(const Call& call, const Request& request) const;
  Response perform(const Call& call, const Request& request);
  Response put(const Call& call, const Request& request);
  Response read(const Call& call, const Request& request) const;
  Response remove_many(const Request& request);

  S3LookAlikeOptions options_;
  const Clock& clock_;
  S3Objects objects_;
};

}  // namespace pixferry::simulator
