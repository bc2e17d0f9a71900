#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

/// What an S3 service gives as its reasons, as far as they are plain text; empty where they are not
/// there. All of it is what somebody else wrote.
struct S3Refusal {
  std::string code;     ///< "NoSuchBucket": letters, digits and dots, 64 of them at most
  std::string message;  ///< printable, 200 bytes at most
  std::string region;   ///< where the bucket is: "eu-central-1"
};

/// Reads an <Error> document, or the first <Error> inside another one. Bodies that are no such
/// document have nothing of it. Looks at the first 64 KiB.
S3Refusal read_s3_refusal(std::string_view body);

/// Why DeleteObjects left an object where it was, if it did. An object that was absent does not
/// count. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
std::optional<S3Refusal> first_failed_removal(std::string_view body);

/// Whether the text may be a region's name: it becomes part of a host's.
bool is_s3_region(std::string_view text);

}  // namespace pixferry
