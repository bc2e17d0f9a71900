#pragma once

#include <string_view>

#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"
#include "simulator/object_storage/s3_objects.hpp"

namespace pixferry::simulator {

/// Whose objects are listed, and how many at once at most: 1,000 at Amazon.
struct S3Shelf {
  std::string_view bucket;
  const S3Objects& objects;
  int page_keys_max;
};

/// What ListObjectsV2 answers, without a delimiter: `prefix`, `start-after`, `continuation-token`,
/// `max-keys` and `encoding-type` do what they do at Amazon, where the keys come in the order of
/// their bytes and a token stands for the key that a page ended with.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
Response s3_list(const S3Shelf& shelf, const Request& request);

}  // namespace pixferry::simulator
