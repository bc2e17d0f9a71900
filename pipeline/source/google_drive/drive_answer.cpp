#include "pipeline/source/google_drive/drive_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/platform/json.hpp"
#include "pipeline/source/bounded_text.hpp"
#include "pipeline/source/google_drive/drive_image_metadata.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

constexpr std::string_view kGoogleTypes = "application/vnd.google-apps.";
constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
constexpr std::string_view kShortcutType = "application/vnd.google-apps.shortcut";
constexpr std::string_view kListKind = "drive#fileList";

constexpr std::size_t kTokenBytesMax = 200;
constexpr std::size_t kMimeTypeBytesMax = 255;

Error unusable(std::string_view why) {
  return Error{ErrorCode::network,
               fmt::format("Google Drive gave an answer that cannot be used: {}.", why)};
}

std::string token_at(const bj::object& object, std::string_view key) {
  auto text = json::text_at(object, key);
  return is_drive_token(text) ? text : std::string{};
}

std::optional<std::int64_t> size_of(const bj::object& object) {
  const auto size = json::integer_at(object, "size");
  return size && *size >= 0 ? size : std::nullopt;
}

// What changes when the bytes change, from the surest to the least sure.
std::string revision_of(const bj::object& object, const SourceFile& file) {
  if (auto head = json::text_at(object, "headRevisionId"); !head.empty()) return head;
  if (file.sha256) return file.sha256->hex();
  if (file.md5) return file.md5->hex();
  auto modified = json::text_at(object, "modifiedTime");
  if (!modified.empty() && file.size_bytes) modified += fmt::format("/{}", *file.size_bytes);
  return modified;
}

SourceFile read_file(const bj::object& object, const Limits& limits) {
  SourceFile file;
  file.id = token_at(object, "id");
  file.name = cut_to_bytes(json::text_at(object, "name"), limits.name_bytes_max);
  file.mime_type = cut_to_bytes(json::text_at(object, "mimeType"), kMimeTypeBytesMax);
  file.resource_key = token_at(object, "resourceKey");
  if (kind_of(file.mime_type) != DriveItem::Kind::file) return file;
  file.size_bytes = size_of(object);
  file.sha256 = Sha256::from_hex(json::text_at(object, "sha256Checksum"));
  file.md5 = Md5::from_hex(json::text_at(object, "md5Checksum"));
  if (const auto* metadata = json::object_at(object, "imageMediaMetadata")) {
    file.declared = read_image_metadata(*metadata);
  }
  file.revision = cut_to_bytes(revision_of(object, file), limits.name_bytes_max);
  return file;
}

Result<DriveItem> read_item(const bj::object& object, const Limits& limits) {
  DriveItem item;
  item.file = read_file(object, limits);
  if (item.file.id.empty()) return unusable("an item has no usable id");
  item.kind = kind_of(item.file.mime_type);
  item.is_trashed = json::flag_at(object, "trashed").value_or(false);
  if (const auto* may = json::object_at(object, "capabilities")) {
    item.can_download = json::flag_at(*may, "canDownload").value_or(true);
    item.can_list_children = json::flag_at(*may, "canListChildren").value_or(true);
  }
  if (const auto* target = json::object_at(object, "shortcutDetails")) {
    item.target.id = token_at(*target, "targetId");
    item.target.mime_type = json::text_at(*target, "targetMimeType");
    item.target.resource_key = token_at(*target, "targetResourceKey");
  }
  return item;
}

Result<bj::object> read_object(std::string_view body, const Limits& limits) {
  const json::Bounds bounds{limits.provider_reply_bytes_max, limits.json_depth_max};
  auto value = json::parse_lenient(body, bounds);
  if (!value) return unusable(value.error().message);
  auto* object = value->if_object();
  if (object == nullptr) return unusable("it is not a JSON object");
  return std::move(*object);
}

// An absent token ends the listing, so one that cannot be read must not pass for an absent one.
Result<std::string> read_next_page_token(const bj::object& object) {
  const auto* value = object.if_contains("nextPageToken");
  if (value == nullptr || value->is_null()) return std::string{};
  if (!value->is_string()) return unusable("its nextPageToken is not a text");
  return json::text_at(object, "nextPageToken");
}

}  // namespace

bool is_drive_token(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return !text.empty() && text.size() <= kTokenBytesMax && std::ranges::all_of(text, fits);
}

DriveItem::Kind kind_of(std::string_view mime_type) {
  if (mime_type == kFolderType) return DriveItem::Kind::folder;
  if (mime_type == kShortcutType) return DriveItem::Kind::shortcut;
  return mime_type.starts_with(kGoogleTypes) ? DriveItem::Kind::google_document
                                             : DriveItem::Kind::file;
}

Result<DriveItem> read_drive_item(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object) return object.error();
  return read_item(*object, limits);
}

Result<DrivePage> read_drive_page(std::string_view body, const Limits& limits) {
  const auto object = read_object(body, limits);
  if (!object) return object.error();
  if (json::flag_at(*object, "incompleteSearch").value_or(false)) {
    return unusable("it says that the listing is incomplete");
  }
  auto next = read_next_page_token(*object);
  if (!next) return next.error();
  DrivePage page{{}, std::move(*next)};

  const auto* files = json::array_at(*object, "files");
  if (files == nullptr) {
    const bool is_empty_list =
        !object->contains("files") && json::text_at(*object, "kind") == kListKind;
    if (is_empty_list) return page;
    return unusable("it lists no files");
  }
  for (const auto& entry : *files) {
    const auto* fields = entry.if_object();
    if (fields == nullptr) return unusable("an item is not a JSON object");
    auto item = read_item(*fields, limits);
    if (!item) return item.error();
    page.items.push_back(std::move(*item));
  }
  return page;
}

}  // namespace pixferry
