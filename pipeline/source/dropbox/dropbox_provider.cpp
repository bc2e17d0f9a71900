#include "pipeline/source/dropbox/dropbox_provider.hpp"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "pipeline/content/running_digest.hpp"
#include "pipeline/source/dropbox/dropbox_entry.hpp"
#include "pipeline/source/link.hpp"

namespace pixferry {
namespace {

using About = DropboxQuestion::About;
using Kind = DropboxEntry::Kind;

constexpr std::size_t kRootIdBytesMax = 512;

/// A link's path may be longer than what a catalog keeps in an index.
std::string root_id(const std::string& link_id) {
  if (link_id.size() <= kRootIdBytesMax) return link_id;
  RunningDigest digest{RunningDigest::Algorithm::sha256};
  digest.update(std::as_bytes(std::span{link_id}));
  return link_id.substr(0, kRootIdBytesMax / 2) + "~" + digest.finish<Sha256>().hex();
}

Error forbidden(const FolderRef& folder) {
  return Error{ErrorCode::folder_forbidden,
               fmt::format("The owner of the Dropbox link {} lets viewers look, but not download.",
                           folder.id)};
}

Error neither_file_nor_folder(const FolderRef& folder) {
  return Error{ErrorCode::not_a_folder,
               fmt::format("The Dropbox link {} leads to neither a folder nor a file.", folder.id)};
}

FolderPage page_of(DropboxPage read, const DropboxPlace& place) {
  FolderPage page{{}, {}, std::move(read.next_cursor)};
  for (auto& entry : read.entries) {
    const auto below = place.below(entry.full_name);
    if (entry.kind == Kind::folder) {
      page.folders.push_back({{SourceKind::dropbox, std::move(entry.file.id), below.text()},
                              std::move(entry.file.name)});
    } else {
      page.files.push_back(listed_file(std::move(entry), below));
    }
  }
  return page;
}

}  // namespace

Dropbox::Dropbox(HttpClient& http, DropboxConfig config, const Clock& clock, const Limits& limits)
    : http_(http),
      credentials_(http, config, clock, limits),
      requests_(config, limits),
      clock_(clock),
      limits_(limits) {}

Result<FolderRef> Dropbox::recognise(const Link& link) const {
  if (link.source != kind()) {
    return Error{ErrorCode::invalid_folder_url, "This is not a link to Dropbox."};
  }
  const auto place = DropboxPlace::of(link);
  if (!place) return place.error();
  return FolderRef{kind(), root_id(link.id), place->text()};
}

Result<FolderInfo> Dropbox::open(const Context& context, const FolderRef& folder) {
  const auto place = DropboxPlace::read(folder.resource_key);
  if (!place) return place.error();
  auto entry = look_at(context, folder, *place);
  if (!entry) return entry.error();
  if (!entry->is_downloadable) return forbidden(folder);
  if (entry->kind != Kind::folder && entry->kind != Kind::file) {
    return neither_file_nor_folder(folder);
  }
  FolderInfo info{folder, entry->file.name};
  if (entry->kind == Kind::file) {
    if (entry->file.id.empty()) entry->file.id = folder.id;
    info.file = listed_file(*std::move(entry), *place);
  }
  return info;
}

Result<FolderPage> Dropbox::list(const Context& context, const FolderRef& folder,
                                 const std::string& page_token) {
  const auto place = DropboxPlace::read(folder.resource_key);
  if (!place) return place.error();
  const bool is_first = page_token.empty();
  const auto answer =
      ask(context, is_first ? requests_.first_page(*place) : requests_.later_page(page_token),
          {.about = is_first ? About::first_page : About::later_page,
           .id = folder.id,
           .has_password = !place->password.empty()});
  if (!answer) return answer.error();
  auto read = read_dropbox_page(answer->body, limits_);
  if (!read) return read.error();
  if (!is_first && read->next_cursor == page_token) {
    return Error{ErrorCode::network,
                 fmt::format("Dropbox repeats a page of the folder {}.", folder.id)};
  }
  return page_of(std::move(*read), *place);
}

Result<> Dropbox::fetch(const Context& context, const SourceFile& file, Spool& into) {
  const auto place = DropboxPlace::read(file.resource_key);
  if (!place) return Error{ErrorCode::source_gone, place.error().message};
  auto request = requests_.content(*place, file.size_bytes);
  request.sink = [&into](std::span<const std::byte> bytes) { return into.write(bytes); };
  const auto answer =
      ask(context, std::move(request),
          {.about = About::file, .id = file.id, .has_password = !place->password.empty()});
  if (!answer) return answer.error();
  if (answer->status != 200) {
    return Error{ErrorCode::network,
                 fmt::format("Dropbox gave the file {} with status {}.", file.id, answer->status)};
  }
  return {};
}

Result<HttpAnswer> Dropbox::ask(const Context& context, HttpRequest request,
                                DropboxQuestion question) {
  const auto who = credentials_.authorize(context);
  if (!who) return who.error();
  auto answer = ask_as(context, *who, request, question);
  // A refusal leaves a sink untouched, so the request can be made again.
  if (answer || answer.error().code != ErrorCode::token_expired) return answer;
  const auto anew = credentials_.renewed(context, *who);
  if (!anew) return anew.error();
  return ask_as(context, *anew, std::move(request), std::move(question));
}

Result<HttpAnswer> Dropbox::ask_as(const Context& context, const Authorization& who,
                                   HttpRequest request, DropboxQuestion question) {
  request.headers.push_back({"Authorization", who.header});
  question.is_app_alone = who.is_app_alone;
  auto answer = http_.send(context, request);
  if (answer && !answer->is_success()) return classify(*answer, question, clock_);
  return answer;
}

Result<DropboxEntry> Dropbox::look_at(const Context& context, const FolderRef& folder,
                                      const DropboxPlace& place) {
  const auto answer =
      ask(context, requests_.metadata(place),
          {.about = About::link, .id = folder.id, .has_password = !place.password.empty()});
  if (!answer) return answer.error();
  return read_dropbox_link(answer->body, limits_);
}

}  // namespace pixferry
