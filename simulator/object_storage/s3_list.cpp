#include "simulator/object_storage/s3_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "simulator/object_storage/s3_digests.hpp"
#include "simulator/object_storage/s3_error.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kTokenMark = "after:";

/// Unreserved characters and slashes stay.
std::string url_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool stays = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       std::string_view{"-_.~/"}.find(c) != std::string_view::npos;
    out += stays ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// A token hides its key, and nobody can make one.
std::string token_of(std::string_view key) {
  const auto seal = hex_text(md5_bytes(key)).substr(0, 8);
  return hex_text(fmt::format("{}{}{}", kTokenMark, seal, key));
}

std::optional<std::string> key_of(std::string_view token) {
  std::string text;
  for (std::size_t at = 0; at + 1 < token.size(); at += 2) {
    unsigned value = 0;
    const auto [end, failure] = std::from_chars(&token[at], &token[at] + 2, value, 16);
    if (failure != std::errc{} || end != &token[at] + 2) return std::nullopt;
    text += static_cast<char>(value);
  }
  constexpr std::size_t kKeyAt = kTokenMark.size() + 8;
  if (text.size() < kKeyAt) return std::nullopt;
  const auto key = text.substr(kKeyAt);
  return token_of(key) == token ? std::optional{key} : std::nullopt;
}

std::optional<int> keys_wanted(const Request& request, int page_keys_max) {
  const auto text = request.parameter("max-keys");
  if (!text) return page_keys_max;
  int wanted = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), wanted);
  if (failure != std::errc{} || end != text->data() + text->size() || wanted < 0) {
    return std::nullopt;
  }
  return std::min(wanted, page_keys_max);
}

/// With milliseconds, which are always none.
std::string s3_time(Timestamp time) {
  auto text = rfc3339(time);
  text.pop_back();
  return text + ".000Z";
}

Response invalid_argument(std::string_view message) {
  return s3_error(400, "InvalidArgument", message);
}

/// "<Name>text</Name>"
std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>", name, text);
}

}  // namespace

Response s3_list(const S3Shelf& shelf, const Request& request) {
  if (request.parameter("list-type") != "2") {
    return s3_error(501, "NotImplemented", "Only the second version of the listing is there.");
  }
  const auto wanted = keys_wanted(request, shelf.page_keys_max);
  if (!wanted) return invalid_argument("Provided max-keys not an integer or within integer range");
  const auto encoding = request.parameter("encoding-type").value_or("");
  if (!encoding.empty() && encoding != "url") {
    return invalid_argument("Invalid Encoding Method specified in Request");
  }
  const auto prefix = request.parameter("prefix").value_or("");
  auto after = request.parameter("start-after");
  const auto token = request.parameter("continuation-token");
  if (token) after = key_of(*token);
  if (token && !after) return invalid_argument("The continuation token provided is incorrect");

  const auto count = static_cast<std::size_t>(*wanted);
  auto page = shelf.objects.page(prefix, after.value_or(""), count + 1);
  const bool is_truncated = count > 0 && page.size() > count;
  page.resize(std::min(page.size(), count));
  const auto spelt = [&](std::string_view text) {
    return encoding.empty() ? xml_escaped(text) : url_encoded(text);
  };
  auto body = element("Name", shelf.bucket) + element("Prefix", spelt(prefix));
  if (token) body += element("ContinuationToken", *token);
  if (is_truncated) body += element("NextContinuationToken", token_of(page.back().first));
  body += element("KeyCount", std::to_string(page.size())) +
          element("MaxKeys", std::to_string(*wanted));
  if (!encoding.empty()) body += element("EncodingType", encoding);
  body += element("IsTruncated", is_truncated ? "true" : "false");
  for (const auto& [key, object] : page) {
    body += element("Contents", element("Key", spelt(key)) +
                                    element("LastModified", s3_time(object.stored_at)) +
                                    element("ETag", "&quot;" + object.md5 + "&quot;") +
                                    element("Size", std::to_string(object.bytes->size())) +
                                    element("StorageClass", "STANDARD"));
  }
  return text_response(200, "application/xml",
                       "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult "
                       "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" +
                           body + "</ListBucketResult>");
}

}  // namespace pixferry::simulator
