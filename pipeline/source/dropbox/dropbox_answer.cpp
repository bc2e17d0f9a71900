#include "pipeline/source/dropbox/dropbox_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/platform/json.hpp"
#include "pipeline/source/bounded_text.hpp"
#include "pipeline/source/declared_type.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using Kind = DropboxEntry::Kind;

constexpr std::size_t kIdBytesMax = 255;
constexpr std::size_t kTokenBytesMax = 8u << 10;
constexpr std::chrono::seconds kValidForDefault = std::chrono::hours{1};
constexpr std::chrono::seconds kValidForMax = std::chrono::days{1};

Error unusable(std::string_view why) {
  return Error{ErrorCode::network,
               fmt::format("Dropbox gave an answer that cannot be used: {}.", why)};
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Opaque, but it stands in messages, in a column of the catalog and in its index.
std::string id_at(const bj::object& fields) {
  auto id = json::text_at(fields, "id");
  return id.size() <= kIdBytesMax && is_visible_ascii(id) ? id : std::string{};
}

Kind kind_at(const bj::object& fields) {
  const auto tag = json::text_at(fields, ".tag");
  if (tag == "file") return Kind::file;
  if (tag == "folder") return Kind::folder;
  return tag == "deleted" ? Kind::deleted : Kind::other;
}

// What changes when the bytes change, from the surest to the least sure.
std::string revision_of(const bj::object& fields, const SourceFile& file) {
  if (file.dropbox_hash) return file.dropbox_hash->hex();
  if (auto revision = json::text_at(fields, "rev"); !revision.empty()) return revision;
  auto modified = json::text_at(fields, "server_modified");
  if (!modified.empty() && file.size_bytes) modified += fmt::format("/{}", *file.size_bytes);
  return modified;
}

DropboxEntry read_entry(const bj::object& fields, const Limits& limits) {
  DropboxEntry entry;
  entry.kind = kind_at(fields);
  entry.full_name = json::text_at(fields, "name");
  auto& file = entry.file;
  file.id = id_at(fields);
  file.name = cut_to_bytes(entry.full_name, limits.name_bytes_max);
  if (entry.kind != Kind::file) return entry;
  file.mime_type = type_of_name(entry.full_name);
  file.size_bytes = json::integer_at(fields, "size");
  if (file.size_bytes && *file.size_bytes < 0) file.size_bytes.reset();
  file.dropbox_hash = Sha256::from_hex(json::text_at(fields, "content_hash"));
  file.revision = cut_to_bytes(revision_of(fields, file), limits.name_bytes_max);
  entry.is_downloadable = json::flag_at(fields, "is_downloadable").value_or(true);
  return entry;
}

Result<bj::object> read_object(std::string_view body, const Limits& limits) {
  const json::Bounds bounds{limits.provider_reply_bytes_max, limits.json_depth_max};
  auto value = json::parse_lenient(body, bounds);
  if (!value) return unusable(value.error().message);
  auto* object = value->if_object();
  if (object == nullptr) return unusable("it is not a JSON object");
  return std::move(*object);
}

// A listing ends where Dropbox says so and nowhere else.
Result<std::string> read_next_cursor(const bj::object& object) {
  const auto has_more = json::flag_at(object, "has_more");
  if (!has_more) return unusable("it does not say whether the listing goes on");
  if (!*has_more) return std::string{};
  auto cursor = json::text_at(object, "cursor");
  if (cursor.empty()) return unusable("the listing goes on, but no cursor leads there");
  return cursor;
}

}  // namespace

Result<DropboxPage> read_dropbox_page(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object) return object.error();
  auto next = read_next_cursor(*object);
  if (!next) return next.error();
  DropboxPage page{{}, std::move(*next)};
  const auto* entries = json::array_at(*object, "entries");
  if (entries == nullptr) return unusable("it lists no entries");
  for (const auto& listed : *entries) {
    const auto* fields = listed.if_object();
    if (fields == nullptr) return unusable("an entry is not a JSON object");
    auto entry = read_entry(*fields, limits);
    if (entry.kind == Kind::deleted) continue;
    if (entry.file.id.empty()) return unusable("an entry has no usable id");
    if (entry.full_name.empty()) return unusable("an entry has no name");
    page.entries.push_back(std::move(entry));
  }
  return page;
}

Result<DropboxEntry> read_dropbox_link(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object) return object.error();
  auto entry = read_entry(*object, limits);
  if (entry.kind == Kind::other && !object->contains(".tag")) {
    return unusable("it does not say what the link leads to");
  }
  if (const auto* may = json::object_at(*object, "link_permissions")) {
    entry.is_downloadable = json::flag_at(*may, "allow_download").value_or(true);
  }
  return entry;
}

Result<DropboxAccess> read_dropbox_access(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object) return object.error();
  auto token = json::text_at(*object, "access_token");
  if (token.empty() || token.size() > kTokenBytesMax || !is_visible_ascii(token)) {
    return unusable("it holds no access token");
  }
  const auto seconds = json::integer_at(*object, "expires_in");
  const auto valid_for = seconds ? std::chrono::seconds{*seconds} : kValidForDefault;
  return DropboxAccess{Secret{std::move(token)},
                       std::clamp(valid_for, std::chrono::seconds{1}, kValidForMax)};
}

}  // namespace pixferry
