#include "pipeline/object_store/s3/s3_listing.hpp"

#include <charconv>

#include "pipeline/model/rfc3339_text.hpp"
#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_xml.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

std::string text_of(std::string_view element, std::string_view name) {
  return xml_unescaped(xml_element(element, name).value_or(""));
}

/// Services that do not know `encoding-type` give the key as it is.
std::string key_of(std::string_view contents, bool is_encoded) {
  auto key = text_of(contents, "Key");
  return is_encoded ? percent_decoded(key).value_or("") : key;
}

std::optional<std::int64_t> size_of(std::string_view contents) {
  const auto text = xml_element(contents, "Size").value_or("");
  std::int64_t size = 0;
  const auto [end, failure] = std::from_chars(text.begin(), text.end(), size);
  if (failure != std::errc{} || end != text.end() || size < 0) return std::nullopt;
  return size;
}

/// False where an object of ours lacks something.
bool add(std::string_view contents, bool is_encoded, std::vector<ListedObject>& objects) {
  ObjectKey key{key_of(contents, is_encoded)};
  if (!is_object_key(key.text)) return true;
  const auto size = size_of(contents);
  const auto stored_at = read_rfc3339(xml_element(contents, "LastModified").value_or(""));
  if (!size || !stored_at) return false;
  objects.push_back({.key = std::move(key), .size_bytes = *size, .stored_at = *stored_at});
  return true;
}

}  // namespace

std::optional<S3Listing> read_s3_listing(std::string_view body) {
  if (body.size() > kS3ListingBytesMax) return std::nullopt;
  const auto result = xml_element(body, "ListBucketResult");
  if (!result) return std::nullopt;
  const auto truncated = xml_element(*result, "IsTruncated");
  if (truncated != "true" && truncated != "false") return std::nullopt;
  S3Listing listing;
  if (truncated == "true") {
    listing.continuation = text_of(*result, "NextContinuationToken");
    if (listing.continuation.empty() || listing.continuation.size() > kContinuationBytesMax) {
      return std::nullopt;
    }
  }
  const bool is_encoded = xml_element(*result, "EncodingType") == "url";
  auto rest = *result;
  while (const auto contents = xml_element(rest, "Contents")) {
    if (!add(*contents, is_encoded, listing.objects)) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(contents->end() - rest.begin()));
  }
  if (rest.find("<Contents") != rest.npos) return std::nullopt;
  return listing;
}

}  // namespace pixferry
