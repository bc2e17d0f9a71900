#include "pipeline/object_store/s3/s3_refusal.hpp"

#include <algorithm>

#include "pipeline/object_store/s3/s3_xml.hpp"
#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kBodyBytesMax = 64u << 10;
constexpr std::size_t kRemovalsBytesMax = 1u << 20;
constexpr std::size_t kCodeBytesMax = 64;
constexpr std::size_t kMessageBytesMax = 200;
constexpr std::size_t kRegionBytesMax = 32;

bool is_plain(char c) {
  return ascii::is_alphanumeric(c) || c == '.';
}

S3Refusal refusal_in(std::string_view error) {
  S3Refusal refusal;
  const auto code = xml_element(error, "Code").value_or("");
  if (code.size() <= kCodeBytesMax && std::ranges::all_of(code, is_plain)) refusal.code = code;
  // Cut first: what is unescaped is never longer than what was escaped.
  const auto message = xml_element(error, "Message").value_or("").substr(0, 8 * kMessageBytesMax);
  refusal.message = cut_at_end(printable(xml_unescaped(message)), kMessageBytesMax);
  const auto region = xml_element(error, "Region").value_or("");
  if (is_s3_region(region)) refusal.region = region;
  return refusal;
}

}  // namespace

S3Refusal read_s3_refusal(std::string_view body) {
  return refusal_in(xml_element(body.substr(0, kBodyBytesMax), "Error").value_or(""));
}

std::optional<S3Refusal> first_failed_removal(std::string_view body) {
  body = body.substr(0, kRemovalsBytesMax);
  while (const auto error = xml_element(body, "Error")) {
    auto refusal = refusal_in(*error);
    if (refusal.code != "NoSuchKey") return refusal;
    body.remove_prefix(static_cast<std::size_t>(error->end() - body.begin()));
  }
  return std::nullopt;
}

bool is_s3_region(std::string_view text) {
  return !text.empty() && text.size() <= kRegionBytesMax && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace pixferry
