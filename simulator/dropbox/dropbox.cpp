#include "simulator/dropbox/dropbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/json/array.hpp>

#include "pipeline/platform/json.hpp"
#include "pipeline/source/dropbox/dropbox_argument.hpp"
#include "simulator/dropbox/dropbox_error.hpp"
#include "simulator/dropbox/dropbox_faults.hpp"
#include "simulator/dropbox/dropbox_json.hpp"
#include "simulator/google_drive/byte_range.hpp"
#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;
using Access = DropboxLink::Access;

constexpr std::int64_t kPageSizeMax = 2000;
constexpr std::string_view kContinue = "files/list_folder/continue";

std::string text_at(const bj::object& fields, std::string_view name) {
  return json::text_at(fields, name);
}

/// A listing names its link in an object of its own.
struct AskedLink {
  std::string url;
  std::string password;
};

AskedLink asked_link(const DropboxCall& call) {
  if (call.operation != Operation::list) {
    return {text_at(call.argument, "url"), text_at(call.argument, "link_password")};
  }
  const auto* link = json::object_at(call.argument, "shared_link");
  if (link == nullptr) return {};
  return {text_at(*link, "url"), text_at(*link, "password")};
}

Response with_request_id(Response response) {
  static std::atomic<std::uint64_t> requests = 0;
  const auto number = ++requests;
  response.headers.push_back(
      {"X-Dropbox-Request-Id", fmt::format("{:016x}{:016x}", draw(number, 1), draw(number, 2))});
  return response;
}

std::optional<Response> refusal_of_listing(const DropboxCall& call) {
  const auto bad = [&](std::string_view what) { return dropbox_bad_request(call.route, what); };
  const auto path = text_at(call.argument, "path");
  if (path == "/") {
    return bad(
        "request body: path: Specify the root folder as an empty string rather than as \"/\".");
  }
  if (!path.empty() && !path.starts_with('/')) {
    return bad(fmt::format("request body: path: '{}' did not match pattern", path));
  }
  if (json::object_at(call.argument, "shared_link") == nullptr) {
    // Without a link it is about the caller's own Dropbox, where nothing is.
    return path.empty() ? std::nullopt : std::optional{dropbox_path_conflict("not_found")};
  }
  if (json::flag_at(call.argument, "recursive").value_or(false)) {
    return bad("request body: recursive: not supported with shared_link");
  }
  const auto limit = json::integer_at(call.argument, "limit").value_or(kPageSizeMax);
  if (limit < 1 || limit > kPageSizeMax) {
    return bad(fmt::format("request body: limit: {} is not within range [1, 2000]", limit));
  }
  return std::nullopt;
}

}  // namespace

std::string Dropbox::url(const DropboxLink& link) const {
  const auto item = tree_.find(link.entry_id);
  return item ? link.url(*item) : std::string{};
}

std::optional<DropboxCall> Dropbox::recognise(const Request& request) const {
  auto call = read_dropbox_call(request, options_);
  if (!call || call->refusal) return call;
  if (const auto cursor = cursor_of(*call)) {
    call->entry_id = cursor->folder_id;
  } else if (const auto target = target_of(*call); target.item) {
    call->entry_id = target.item->entry.id;
  }
  return call;
}

PagePlace Dropbox::place(const DropboxCall& call) const {
  if (call.operation != Operation::list || call.refusal) return {};
  const auto cursor = cursor_of(call);
  if (!cursor) return {};
  const auto entries = tree_.children(cursor->folder_id)->size();
  const bool is_last = !cut_page({.at = cursor->at, .size = cursor->size, .entries = entries}).next;
  return {.is_later = call.route == kContinue, .is_last = is_last};
}

Response Dropbox::answer(const DropboxCall& call, const Request& request,
                         const PageFaults& faults) {
  return with_request_id(answer_known(call, request, faults));
}

Response Dropbox::answer_known(const DropboxCall& call, const Request& request,
                               const PageFaults& faults) {
  if (call.operation == Operation::renew) return gate_.exchange(request);
  if (auto refusal = gate_.refusal(request, call.route)) return *std::move(refusal);
  if (call.refusal) return *call.refusal;
  if (call.operation == Operation::list) return list(call, faults);
  auto target = target_of(call);
  if (target.refusal) return *std::move(target.refusal);
  if (call.operation == Operation::download) return download(target, request);
  return dropbox_answer(dropbox_link_metadata(tree_, *target.item, target.link));
}

Dropbox::Target Dropbox::target_of(const DropboxCall& call) const {
  const auto refused = [](Response refusal) { return Target{{}, {}, std::move(refusal)}; };
  const auto [url, password] = asked_link(call);
  const auto link = DropboxLink::read(url);
  if (!link || link->access == Access::revoked || !tree_.find(link->entry_id)) {
    return refused(dropbox_conflict("shared_link_not_found"));
  }
  if (link->access == Access::locked && password != DropboxLink::kPassword) {
    return refused(dropbox_conflict("shared_link_access_denied"));
  }
  auto item = tree_.find_below(link->entry_id, text_at(call.argument, "path"));
  if (!item) {
    return refused(call.operation == Operation::list ? dropbox_path_conflict("not_found")
                                                     : dropbox_conflict("shared_link_not_found"));
  }
  return {std::move(item), *link, std::nullopt};
}

/// The page that a call asks for: by its cursor, or the first one of a folder.
std::optional<DropboxCursor> Dropbox::cursor_of(const DropboxCall& call) const {
  if (call.route == kContinue) return DropboxCursor::read(text_at(call.argument, "cursor"), seed_);
  if (call.operation != Operation::list) return std::nullopt;
  const auto target = target_of(call);
  if (!target.item) return std::nullopt;
  const auto limit = json::integer_at(call.argument, "limit").value_or(kPageSizeMax);
  const auto size = std::clamp<std::int64_t>(limit, 1, page_size_max_);
  return DropboxCursor{
      .folder_id = target.item->entry.id, .at = {}, .size = static_cast<std::uint64_t>(size)};
}

Response Dropbox::list(const DropboxCall& call, const PageFaults& faults) const {
  if (call.route == kContinue) {
    const auto cursor = cursor_of(call);
    if (cursor) return page(*cursor, faults);
    return dropbox_bad_request(call.route, "request body: cursor: unsupported cursor type");
  }
  if (auto refusal = refusal_of_listing(call)) return *std::move(refusal);
  if (!call.argument.contains("shared_link")) {
    return dropbox_answer({{"entries", bj::array{}}, {"cursor", "AAE"}, {"has_more", false}});
  }
  auto target = target_of(call);
  if (target.refusal) return *std::move(target.refusal);
  if (!target.item->entry.is_folder()) return dropbox_path_conflict("not_folder");
  return page(*cursor_of(call), faults);
}

Response Dropbox::page(const DropboxCursor& cursor, const PageFaults& faults) const {
  const auto items = tree_.children(cursor.folder_id);
  const auto cut =
      cut_page({.at = cursor.at, .size = cursor.size, .entries = items->size()}, faults.page);
  bj::array entries;
  const auto end = std::min<std::uint64_t>(cut.first + cut.count, items->size());
  for (auto i = cut.first; i < end; ++i) {
    const auto& item = (*items)[i];
    auto entry = dropbox_metadata(tree_, item);
    if (const auto lie = faults.lie(item.entry.id)) tell_dropbox_lie(entry, *lie);
    if (faults.page == FaultKind::double_entries) entries.push_back(entry);
    entries.push_back(std::move(entry));
  }
  // There is a cursor behind the last page too: it would tell of later changes.
  const DropboxCursor behind{cursor.folder_id,
                             cut.next.value_or(PageCursor{.offset = items->size()}), cursor.size};
  return dropbox_answer({{"entries", std::move(entries)},
                         {"cursor", behind.text(seed_)},
                         {"has_more", cut.next.has_value()}});
}

Response Dropbox::download(const Target& target, const Request& request) const {
  const auto& item = *target.item;
  if (item.entry.is_folder()) return dropbox_conflict("shared_link_is_directory");
  if (target.link.access == Access::view_only) return dropbox_conflict("shared_link_access_denied");
  if (!DropboxTree::is_downloadable(item)) return dropbox_conflict("unsupported_link_type");
  const auto size = static_cast<std::uint64_t>(tree_.size_bytes(item));
  const auto range = requested_range(request.header("Range"), size);
  if (range.kind == ByteRange::Kind::unsatisfiable) {
    return text_response(416, "text/plain; charset=utf-8", "Requested Range Not Satisfiable");
  }
  Response response;
  response.headers = {
      {"Content-Type", "application/octet-stream"},
      {"Dropbox-Api-Result", dropbox_argument(dropbox_link_metadata(tree_, item, target.link))},
      {"Etag", fmt::format("W/\"{}\"", tree_.revision(item))},
      {"Accept-Ranges", "bytes"},
      {"Original-Content-Length", std::to_string(size)}};
  response.body = tree_.body(item);
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.push_back({"Content-Range", fmt::format("bytes {}-{}/{}", range.first,
                                                             range.first + range.count - 1, size)});
    response.body = part_of(response.body, range.first, range.count);
  }
  return response;
}

}  // namespace pixferry::simulator
