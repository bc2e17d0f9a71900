#include "pipeline/source/google_drive/public_drive.hpp"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "pipeline/source/google_drive/drive_entry.hpp"
#include "pipeline/source/google_drive/public_body.hpp"
#include "pipeline/source/google_drive/public_file_head.hpp"
#include "pipeline/source/google_drive/public_folder_page.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

using Kind = DriveItem::Kind;

/// The page that no folder has: asking for it says that the first one may not have been all.
constexpr std::string_view kBeyond = "beyond-the-public-page";

Error may_be_incomplete(const FolderRef& folder) {
  return Error{ErrorCode::listing_incomplete,
               fmt::format("Google's public page of the folder {} shows {} entries or more and may "
                           "hide others; what it shows is imported.",
                           folder.id, PublicDrive::kEntriesSureMax)};
}

FolderPage page_of(PublicFolderPage read) {
  FolderPage page;
  if (read.items.size() >= PublicDrive::kEntriesSureMax) page.next_page_token = kBeyond;
  for (auto& item : read.items) {
    if (item.kind == Kind::folder) {
      page.folders.push_back(
          {{SourceKind::google_drive, std::move(item.file.id), std::move(item.file.resource_key)},
           std::move(item.file.name)});
    } else {
      auto ended = end_at_listing(item);
      page.files.push_back({std::move(item.file), std::move(ended)});
    }
  }
  return page;
}

FolderInfo info_of(SourceFile file, const FolderRef& place) {
  file.id = place.id;
  file.resource_key = place.resource_key;
  if (file.name.empty()) file.name = place.id;
  DriveItem item;
  item.file = std::move(file);
  auto ended = end_at_listing(item);
  auto name = item.file.name;
  return {place, std::move(name), ListedFile{std::move(item.file), std::move(ended)}};
}

}  // namespace

PublicDrive::PublicDrive(HttpClient& http, PublicDriveConfig config, const Clock& clock,
                         const Limits& limits)
    : http_(http), requests_(std::move(config), limits), clock_(clock), limits_(limits) {}

Result<FolderRef> PublicDrive::recognise(const Link& link) const {
  if (link.source != kind()) {
    return Error{ErrorCode::invalid_folder_url, "This is not a link to Google Drive."};
  }
  return FolderRef{kind(), link.id, link.resource_key};
}

Result<FolderInfo> PublicDrive::open(const Context& context, const FolderRef& folder) {
  const auto answer = ask(context, requests_.folder_page({folder.id, folder.resource_key}),
                          {.is_file = false, .id = folder.id});
  if (!answer) {
    return answer.error().code == ErrorCode::folder_not_found
               ? open_file_or(context, folder, answer.error())
               : answer.error();
  }
  auto page = read_public_folder_page(answer->body, limits_);
  if (!page) return page.error();
  return FolderInfo{folder, std::move(page->title)};
}

Result<FolderPage> PublicDrive::list(const Context& context, const FolderRef& folder,
                                     const std::string& page_token) {
  if (page_token == kBeyond) return may_be_incomplete(folder);
  if (!page_token.empty()) {
    return Error{ErrorCode::page_token_rejected,
                 "Google's public pages of folders have no such page."};
  }
  const auto answer = ask(context, requests_.folder_page({folder.id, folder.resource_key}),
                          {.is_file = false, .id = folder.id});
  if (!answer) return answer.error();
  auto page = read_public_folder_page(answer->body, limits_);
  if (!page) return page.error();
  return page_of(*std::move(page));
}

Result<> PublicDrive::fetch(const Context& context, const SourceFile& file, Spool& into) {
  auto page = download(context, requests_.download({file.id, file.resource_key}), file.id, into);
  if (page && *page && (*page)->kind == PublicAnswerPage::Kind::confirmation) {
    page = download(context, requests_.confirmed((*page)->fields), file.id, into);
  }
  if (!page) return page.error();
  return *page ? Result<>{classify(**page, {.is_file = true, .id = file.id})} : Result<>{};
}

Result<HttpAnswer> PublicDrive::ask(const Context& context, const HttpRequest& request,
                                    const PublicQuestion& question) {
  auto answer = http_.send(context, request);
  if (answer && !answer->is_success()) return classify(*answer, question, clock_);
  return answer;
}

Result<std::optional<PublicAnswerPage>> PublicDrive::download(const Context& context,
                                                              HttpRequest request,
                                                              const std::string& id, Spool& into) {
  PublicBody body{into, limits_.html_answer_bytes_max};
  request.sink = [&body](std::span<const std::byte> bytes) { return body.write(bytes); };
  const auto answer = ask(context, request, {.is_file = true, .id = id});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    return Error{ErrorCode::network,
                 fmt::format("Google gave the file {} with status {}.", id, answer->status)};
  }
  if (auto finished = body.finish(); !finished) return finished.error();
  if (!body.is_page()) return std::optional<PublicAnswerPage>{};
  if (is_attachment(*answer)) {
    return Error{ErrorCode::unsupported_type, "The file is a web page, not an image."};
  }
  return std::optional{read_public_answer_page(body.page())};
}

Result<FolderInfo> PublicDrive::open_file_or(const Context& context, const FolderRef& place,
                                             const Error& no_folder) {
  auto file = open_file(context, place);
  if (file) return file;
  const auto code = file.error().code;
  const bool is_no_file = code == ErrorCode::source_gone || code == ErrorCode::source_forbidden ||
                          code == ErrorCode::html_instead_of_image;
  return is_no_file ? no_folder : file.error();
}

// Asks for the first byte alone: what matters are the headers.
Result<FolderInfo> PublicDrive::open_file(const Context& context, const FolderRef& place) {
  auto request = requests_.download({place.id, place.resource_key});
  for (bool is_confirmed = false;; is_confirmed = true) {
    request.headers = {{"Range", "bytes=0-0"}};
    request.kept_bytes_max = limits_.html_answer_bytes_max;
    const auto answer = http_.send(context, request);
    if (!answer) {
      const bool is_whole_file = answer.error().code == ErrorCode::too_large;
      return is_whole_file ? Result<FolderInfo>{info_of({}, place)} : answer.error();
    }
    constexpr int kNoSuchRange = 416;  // an empty file has no first byte
    if (is_attachment(*answer) || answer->status == kNoSuchRange) {
      return info_of(file_of_headers(*answer, limits_), place);
    }
    const PublicQuestion question{.is_file = true, .id = place.id};
    if (!answer->is_success()) return classify(*answer, question, clock_);
    const auto page = read_public_answer_page(answer->body);
    using enum PublicAnswerPage::Kind;
    if (page.kind == quota || page.kind == forbidden) return info_of({}, place);
    if (page.kind != confirmation || is_confirmed) return classify(page, question);
    request = requests_.confirmed(page.fields);
  }
}

}  // namespace pixferry
