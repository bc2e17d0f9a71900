#include "pipeline/source/google_drive/drive_provider.hpp"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "pipeline/source/google_drive/drive_entry.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

using About = DriveQuestion::About;
using Kind = DriveItem::Kind;

Error missing_key() {
  return Error{ErrorCode::credentials_missing,
               "Google Drive cannot be read without an API key, and GOOGLE_API_KEY is not set."};
}

Error leads_nowhere(const std::string& id) {
  return Error{ErrorCode::folder_not_found, fmt::format("The shortcut {} leads nowhere.", id)};
}

ListedFile broken(DriveItem shortcut, std::string detail) {
  return {std::move(shortcut.file),
          ListedFile::Ended{true, ErrorCode::broken_shortcut, std::move(detail)}};
}

ListedFile listed(DriveItem item) {
  auto ended = end_at_listing(item);
  return {std::move(item.file), std::move(ended)};
}

// The item as it is to be read: with the key of the link where it has one, else Drive's own.
Result<FolderInfo> opened(DriveItem item, const std::string& given_key) {
  if (item.kind == Kind::shortcut) return leads_nowhere(item.file.id);
  if (item.is_trashed) {
    return Error{ErrorCode::folder_not_found,
                 fmt::format("The item {} lies in its owner's bin.", item.file.id)};
  }
  if (!given_key.empty()) item.file.resource_key = given_key;
  const auto& file = item.file;
  FolderInfo info{{SourceKind::google_drive, file.id, file.resource_key}, file.name};
  if (item.kind != Kind::folder) {
    info.file = listed(std::move(item));
  } else if (!item.can_list_children) {
    return Error{ErrorCode::folder_forbidden,
                 fmt::format("Google Drive does not let viewers list the folder {}.", file.id)};
  }
  return info;
}

}  // namespace

GoogleDrive::GoogleDrive(HttpClient& http, GoogleDriveConfig config, const Clock& clock,
                         const Limits& limits)
    : http_(http), requests_(std::move(config), limits), clock_(clock), limits_(limits) {}

Result<FolderRef> GoogleDrive::recognise(const Link& link) const {
  if (link.source != kind()) {
    return Error{ErrorCode::invalid_folder_url, "This is not a link to Google Drive."};
  }
  return FolderRef{kind(), link.id, link.resource_key};
}

Result<FolderInfo> GoogleDrive::open(const Context& context, const FolderRef& folder) {
  auto item = look_at(context, {folder.id, folder.resource_key}, About::folder);
  if (!item) return item.error();
  if (item->kind != Kind::shortcut) return opened(std::move(*item), folder.resource_key);

  const auto target = item->target;
  if (target.id.empty()) return leads_nowhere(folder.id);
  item = look_at(context, {target.id, target.resource_key}, About::folder);
  if (!item) return item.error();
  return opened(std::move(*item), target.resource_key);
}

Result<FolderPage> GoogleDrive::list(const Context& context, const FolderRef& folder,
                                     const std::string& page_token) {
  const DriveQuestion question{page_token.empty() ? About::first_page : About::later_page,
                               folder.id};
  const auto answer =
      ask(context, requests_.children({folder.id, folder.resource_key}, page_token), question);
  if (!answer) return answer.error();
  auto read = read_drive_page(answer->body, limits_);
  if (!read) return read.error();
  if (!page_token.empty() && read->next_page_token == page_token) {
    return Error{ErrorCode::network,
                 fmt::format("Google Drive repeats a page of the folder {}.", folder.id)};
  }
  FolderPage page{{}, {}, std::move(read->next_page_token)};
  for (auto& item : read->items) {
    if (auto added = add(context, std::move(item), page); !added) return added.error();
  }
  return page;
}

Result<> GoogleDrive::fetch(const Context& context, const SourceFile& file, Spool& into) {
  auto request = requests_.content(file);
  request.sink = [&into](std::span<const std::byte> bytes) { return into.write(bytes); };
  const auto answer = ask(context, request, {About::file, file.id});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    return Error{ErrorCode::network, fmt::format("Google Drive gave the file {} with status {}.",
                                                 file.id, answer->status)};
  }
  return {};
}

Result<HttpAnswer> GoogleDrive::ask(const Context& context, const HttpRequest& request,
                                    const DriveQuestion& question) {
  if (!requests_.have_key()) return missing_key();
  auto answer = http_.send(context, request);
  if (answer && !answer->is_success()) return classify(*answer, question, clock_);
  return answer;
}

Result<DriveItem> GoogleDrive::look_at(const Context& context, const DriveRequests::Item& item,
                                       About about) {
  const auto answer = ask(context, requests_.metadata(item), {about, item.id});
  if (!answer) return answer.error();
  return read_drive_item(answer->body, limits_);
}

Result<> GoogleDrive::add(const Context& context, DriveItem item, FolderPage& page) {
  if (item.kind == Kind::shortcut) return add_target(context, std::move(item), page);
  if (item.kind == Kind::folder) {
    page.folders.push_back({{kind(), std::move(item.file.id), std::move(item.file.resource_key)},
                            std::move(item.file.name)});
  } else {
    page.files.push_back(listed(std::move(item)));
  }
  return {};
}

// Shortcuts are followed once: one that leads to another leads nowhere.
Result<> GoogleDrive::add_target(const Context& context, DriveItem shortcut, FolderPage& page) {
  const auto& target = shortcut.target;
  if (target.id.empty() || kind_of(target.mime_type) == Kind::shortcut) {
    page.files.push_back(broken(std::move(shortcut), "The shortcut names no file."));
    return {};
  }
  if (kind_of(target.mime_type) == Kind::folder) {
    page.folders.push_back(
        {{kind(), target.id, target.resource_key}, std::move(shortcut.file.name)});
    return {};
  }
  auto item = look_at(context, {target.id, target.resource_key}, About::file);
  if (!item) {
    const auto code = item.error().code;
    if (code != ErrorCode::source_gone && code != ErrorCode::source_forbidden) return item.error();
    page.files.push_back(broken(std::move(shortcut), item.error().message));
    return {};
  }
  if (item->kind == Kind::shortcut || item->is_trashed) {
    page.files.push_back(
        broken(std::move(shortcut), "The shortcut names another shortcut, or a file in the bin."));
    return {};
  }
  if (item->file.resource_key.empty()) item->file.resource_key = target.resource_key;
  return add(context, std::move(*item), page);
}

}  // namespace pixferry
