#include "pipeline/source/google_drive/drive_refusal.hpp"

#include <algorithm>

#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::size_t kBodyBytesMax = 256u << 10;
constexpr std::size_t kReasonsMax = 32;
constexpr std::size_t kWordBytesMax = 64;

void read_reasons(const bj::object& error, std::string_view list, DriveRefusal& refusal) {
  const auto* entries = json::array_at(error, list);
  if (entries == nullptr) return;
  for (const auto& entry : *entries) {
    const auto* fields = entry.if_object();
    if (fields == nullptr || refusal.reasons.size() == kReasonsMax) continue;
    auto reason = json::text_at(*fields, "reason");
    if (!reason.empty()) refusal.reasons.push_back(std::move(reason));
  }
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

DriveRefusal read_page(std::string_view body) {
  DriveRefusal refusal;
  const auto first = body.find_first_not_of(" \t\r\n");
  refusal.is_html = first != body.npos && body[first] == '<';
  refusal.is_sorry_page =
      refusal.is_html && (contains(body, "<title>Sorry") || contains(body, "automated queries") ||
                          contains(body, "google.com/sorry/"));
  return refusal;
}

}  // namespace

std::string_view DriveRefusal::word() const {
  const auto is_plain = [](std::string_view text) {
    return !text.empty() && text.size() <= kWordBytesMax && std::ranges::all_of(text, [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
  };
  for (const auto& reason : reasons) {
    if (is_plain(reason)) return reason;
  }
  return is_plain(status) ? std::string_view{status} : std::string_view{};
}

DriveRefusal read_drive_refusal(std::string_view body) {
  const auto value = json::parse_lenient(body, {.bytes_max = kBodyBytesMax});
  const auto* object = value ? value->if_object() : nullptr;
  const auto* error = object != nullptr ? json::object_at(*object, "error") : nullptr;
  if (error == nullptr) return read_page(body.substr(0, kBodyBytesMax));
  DriveRefusal refusal;
  refusal.status = json::text_at(*error, "status");
  refusal.message = json::text_at(*error, "message");
  read_reasons(*error, "errors", refusal);
  read_reasons(*error, "details", refusal);
  return refusal;
}

}  // namespace pixferry
