#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/object_store/object_lister.hpp"

namespace pixferry {

/// A page of ListObjectsV2.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
struct S3Listing {
  std::vector<ListedObject> objects;  ///< those with a key of ours
  std::string continuation;           ///< to be sent for the next page; empty: this is the last
};

/// A thousand keys of 1,024 bytes, each of them three characters long once it is encoded, fit in.
inline constexpr std::size_t kS3ListingBytesMax = 8u << 20;

/// Nothing where the body is no whole page, does not say whether it is the last one, says that it
/// is not and not how to go on, or lists an object of ours without its size or its time.
std::optional<S3Listing> read_s3_listing(std::string_view body);

}  // namespace pixferry
