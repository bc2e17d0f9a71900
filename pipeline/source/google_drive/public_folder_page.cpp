#include "pipeline/source/google_drive/public_folder_page.hpp"

#include <fmt/format.h>

#include "pipeline/source/bounded_text.hpp"
#include "pipeline/source/drive_link.hpp"
#include "pipeline/source/google_drive/html_tags.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kEntryIdStart = "entry-";
constexpr std::string_view kTypeIcon = "/type/";
constexpr std::string_view kFolderIconStart = "drive-sprite-folder";
constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
constexpr std::string_view kDocumentTypes = "application/vnd.google-apps.";
constexpr std::size_t kMimeTypeBytesMax = 255;

Error unusable(std::string_view why) {
  return Error{ErrorCode::network,
               fmt::format("Google's public page of the folder cannot be used: {}.", why)};
}

/// An entry as far as it has been read.
struct Entry {
  std::string id;  ///< of the element that holds it
  std::string address;
  std::string name;
  std::string mime_type;
  bool has_name = false;
  bool has_folder_icon = false;
};

bool is_folder_icon(const HtmlTag& tag) {
  const auto classes = tag.attribute("class");
  return (" " + classes).find(fmt::format(" {}", kFolderIconStart)) != std::string::npos;
}

/// The type that Google's icon of that address stands for: ".../16/type/image/jpeg".
std::string type_of_icon(const std::string& address) {
  const auto found = address.find(kTypeIcon);
  if (found == address.npos) return {};
  const auto type = address.substr(found + kTypeIcon.size());
  return cut_to_bytes(type.substr(0, type.find_first_of("?#")), kMimeTypeBytesMax);
}

/// Of an entry that links to another host than Drive's: "docs.google.com/document/d/…" and the
/// like.
std::string document_type(const WebAddress& address) {
  if (address.host == "drive.google.com") return {};
  const bool is_known = address.host == "docs.google.com" && !address.path.empty() &&
                        is_drive_token(address.path.front());
  return fmt::format("{}{}", kDocumentTypes, is_known ? address.path.front() : "unknown");
}

/// What the entry's link says: its id, key and kind.
void read_address(const Entry& entry, DriveItem& item) {
  item.file.id = entry.id;
  const auto address = parse_web_address(entry.address);
  if (!address) return;
  if (const auto link = parse_drive_link(*address)) {
    item.file.id = link->id;
    item.file.resource_key = link->resource_key;
    if (link->target == Link::Target::folder) item.kind = DriveItem::Kind::folder;
  } else if (const auto type = document_type(*address); !type.empty()) {
    item.file.mime_type = type;
    item.kind = DriveItem::Kind::google_document;
  }
}

Result<DriveItem> item_of(Entry entry, const Limits& limits) {
  if (!entry.has_name) return unusable("an entry has no name");
  DriveItem item;
  item.file.mime_type = std::move(entry.mime_type);
  read_address(entry, item);
  if (!is_drive_token(item.file.id)) return unusable("an entry has no usable id");
  item.file.name = cut_to_bytes(std::move(entry.name), limits.name_bytes_max);
  if (entry.has_folder_icon && item.kind == DriveItem::Kind::file && item.file.mime_type.empty()) {
    item.kind = DriveItem::Kind::folder;
  }
  if (item.kind == DriveItem::Kind::folder) item.file.mime_type = kFolderType;
  return item;
}

class Reader {
 public:
  Reader(std::string_view body, const Limits& limits) : tags_(body), limits_(limits) {}

  Result<PublicFolderPage> run() {
    HtmlTag tag;
    while (tags_.next(tag)) {
      take_text(tag);
      if (tag.is_end) {
        end_text(tag);
      } else if (auto taken = take_start(tag); !taken) {
        return taken.error();
      }
    }
    if (tags_.is_cut()) return unusable("it is cut off");
    if (auto ended = end_entry(); !ended) return ended.error();
    if (has_entries_) return std::move(page_);
    if (page_.title.starts_with("Sign in")) {
      return Error{ErrorCode::folder_not_found,
                   "Google asks to sign in: the folder is not shared with everyone."};
    }
    return unusable("it lists no entries, so Google may have built it anew");
  }

 private:
  enum class Text { none, title, name };

  void take_text(const HtmlTag& tag) {
    if (text_ == Text::title) page_.title += html_text(tag.text_before);
    if (text_ == Text::name) entry_.name += html_text(tag.text_before);
  }

  void end_text(const HtmlTag& tag) {
    const bool ends_title = text_ == Text::title && tag.is("title");
    const bool ends_name = text_ == Text::name && tag.is("div");
    if (ends_title || ends_name) text_ = Text::none;
  }

  Result<> take_start(const HtmlTag& tag) {
    if (tag.is("title") && !in_entry_ && page_.title.empty()) text_ = Text::title;
    if (tag.has_class("flip-entries")) has_entries_ = true;
    if (tag.has_class("flip-entry")) return begin_entry(tag);
    if (in_entry_) take_part(tag);
    return {};
  }

  Result<> begin_entry(const HtmlTag& tag) {
    if (auto ended = end_entry(); !ended) return ended;
    in_entry_ = true;
    const auto id = tag.attribute("id");
    if (id.starts_with(kEntryIdStart)) entry_.id = id.substr(kEntryIdStart.size());
    return {};
  }

  void take_part(const HtmlTag& tag) {
    if (tag.is("a") && entry_.address.empty()) {
      entry_.address = tag.attribute("href");
    } else if (tag.is("img") && entry_.mime_type.empty()) {
      entry_.mime_type = type_of_icon(tag.attribute("src"));
    } else if (tag.has_class("flip-entry-title")) {
      text_ = Text::name;
      entry_.has_name = true;
    } else if (tag.is("div") && is_folder_icon(tag)) {
      entry_.has_folder_icon = true;
    }
  }

  Result<> end_entry() {
    if (!in_entry_) return {};
    auto item = item_of(std::exchange(entry_, {}), limits_);
    if (!item) return item.error();
    page_.items.push_back(*std::move(item));
    text_ = Text::none;
    return {};
  }

  HtmlTags tags_;
  const Limits& limits_;
  PublicFolderPage page_;
  Entry entry_;
  Text text_ = Text::none;
  bool has_entries_ = false;
  bool in_entry_ = false;
};

}  // namespace

Result<PublicFolderPage> read_public_folder_page(std::string_view body, const Limits& limits) {
  auto page = Reader{body, limits}.run();
  if (page) page->title = cut_to_bytes(std::move(page->title), limits.name_bytes_max);
  return page;
}

}  // namespace pixferry
