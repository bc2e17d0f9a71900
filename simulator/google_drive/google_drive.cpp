#include "simulator/google_drive/google_drive.hpp"
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <iterator>

#include "simulator/google_drive/about.hpp"
#include "simulator/google_drive/byte_range.hpp"
#include "simulator/google_drive/drive_error.hpp"
#include "simulator/google_drive/file_resource.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kFilesPath = "/drive/v3/files";
constexpr std::string_view kAboutPath = "/drive/v3/about";
constexpr int kPageSizeMax = 1000;  // Drive's own; larger values are quietly lowered
constexpr int kPageSizeDefault = 100;

bool is_set(const Request& request, std::string_view parameter) {
  return request.parameter(parameter) == "true";
}

/// The folder that faults and counters go by.
std::string first_parent(const Request& request) {
  const auto query = SearchQuery::parse(request.parameter("q").value_or(""));
  return query && !query->parents().empty() ? query->parents().front() : std::string{};
}

std::uint64_t count_children(const DriveTree& tree, const std::vector<std::string>& folders) {
  std::uint64_t count = 0;
  for (const auto& folder : folders) count += tree.count_children(folder);
  return count;
}

/// Children of several folders, one folder after the other.
std::vector<DriveEntry> children(const DriveTree& tree, const std::vector<std::string>& folders,
                                 std::uint64_t first, std::uint64_t count) {
  std::vector<DriveEntry> found;
  for (const auto& folder : folders) {
    const auto here = tree.count_children(folder);
    if (first < here) {
      auto some = tree.children(folder, first, count - found.size());
      std::ranges::move(some, std::back_inserter(found));
    }
    first -= std::min(first, here);
  }
  return found;
}

/// An access token counts for more than a key. Any that is not kBadKey is taken.
std::optional<Response> refusal_of_caller(const Request& request) {
  if (const auto authorization = request.header("Authorization"); !authorization.empty()) {
    constexpr std::string_view kScheme = "Bearer ";
    const bool is_token = authorization.starts_with(kScheme);
    const auto token = authorization.substr(is_token ? kScheme.size() : 0);
    if (is_token && token != kBadKey) return std::nullopt;
    return token_not_valid();
  }
  const auto key = request.parameter("key").value_or("");
  if (key.empty()) return key_missing();
  if (key == kBadKey) return key_not_valid();
  return std::nullopt;
}

/// Whether X-Goog-Drive-Resource-Keys (ID/KEY pairs separated by commas) holds that pair.
bool carries_key(const Request& request, const DriveEntry& entry) {
  const auto wanted = entry.id + "/" + entry.resource_key;
  auto rest = request.header("X-Goog-Drive-Resource-Keys");
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    if (rest.substr(0, comma) == wanted) return true;
    if (comma == std::string_view::npos) return false;
    rest.remove_prefix(comma + 1);
  }
  return false;
}

Response json_answer(const bj::object& body) {
  auto response = text_response(200, kJsonType, bj::serialize(body));
  response.headers.push_back({"Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"});
  response.headers.push_back({"Vary", "Origin, X-Origin, Referer"});
  return response;
}

}  // namespace

std::optional<GoogleDrive::Call> GoogleDrive::recognise(const Request& request) {
  if (request.method != "GET") return std::nullopt;
  if (request.path == kAboutPath) return Call{Operation::about, {}};
  if (!request.path.starts_with(kFilesPath)) return std::nullopt;
  const auto rest = std::string_view{request.path}.substr(kFilesPath.size());
  if (rest.empty()) {
    return Call{Operation::list, first_parent(request)};
  }
  if (!rest.starts_with('/') || rest.size() == 1 || rest.find('/', 1) != std::string_view::npos) {
    return std::nullopt;
  }
  const bool is_download = request.parameter("alt") == "media";
  return Call{is_download ? Operation::download : Operation::get, std::string{rest.substr(1)}};
}

Response GoogleDrive::answer(const Call& call, const Request& request) const {
  if (auto refusal = refusal_of_caller(request)) return *std::move(refusal);
  if (call.operation == Operation::about) return about_response(request);
  if (call.operation == Operation::list) return list(request);
  const auto entry = visible(request, call.file_id);
  if (!entry) return not_found(call.file_id);
  return call.operation == Operation::get ? get(request, *entry) : download(request, *entry);
}

std::optional<DriveEntry> GoogleDrive::visible(const Request& request,
                                               const std::string& id) const {
  auto entry = tree_.find(id);
  if (!entry) return std::nullopt;
  if (!entry->resource_key.empty() && !carries_key(request, *entry)) return std::nullopt;
  if (entry->is_in_shared_drive && !is_set(request, "supportsAllDrives")) return std::nullopt;
  return entry;
}

Response GoogleDrive::get(const Request& request, const DriveEntry& entry) const {
  const auto fields =
      FieldMask::parse(request.parameter("fields").value_or("kind,id,name,mimeType"));
  if (!fields) return unknown_field(fields.error().message);
  if (const auto field = fields->first_unknown(known_file_fields()); !field.empty()) {
    return unknown_field(field);
  }
  return json_answer(file_resource(tree_, entry, *fields));
}

Response GoogleDrive::list(const Request& request) const {
  const auto fields = FieldMask::parse(request.parameter("fields").value_or(
      "kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)"));
  if (!fields) return unknown_field(fields.error().message);
  if (const auto field = fields->first_unknown(known_list_fields()); !field.empty()) {
    return unknown_field(field);
  }
  const auto query = SearchQuery::parse(request.parameter("q").value_or(""));
  if (!query || query->parents().empty()) return invalid_value("q");
  const bool shows_shared_drives = is_set(request, "includeItemsFromAllDrives");
  for (const auto& id : query->parents()) {
    const auto folder = visible(request, id);
    if (!folder || (folder->is_in_shared_drive && !shows_shared_drives)) return not_found("");
  }
  return page(request, *query, *fields);
}

Response GoogleDrive::page(const Request& request, const SearchQuery& search,
                           const FieldMask& fields) const {
  const auto query = request.parameter("q").value_or("");
  const auto token = request.parameter("pageToken").value_or("");
  const auto first =
      token.empty() ? std::optional<std::uint64_t>{0} : tokens_.offset_of(token, query);
  if (!first) return invalid_value("pageToken");
  const int size = page_size(request);
  if (size < 1) return invalid_value("pageSize");

  bj::object answer;
  if (fields.wants("kind")) answer["kind"] = "drive#fileList";
  const auto next = *first + static_cast<std::uint64_t>(size);
  if (fields.wants("nextPageToken") && next < count_children(tree_, search.parents())) {
    answer["nextPageToken"] = tokens_.token_for(query, next);
  }
  if (fields.wants("incompleteSearch")) answer["incompleteSearch"] = false;
  if (fields.wants("files")) {
    bj::array files;
    const auto file_fields = fields.of("files");
    // As with Drive, a page of a narrower search may hold less than its size, or nothing.
    for (const auto& child :
         children(tree_, search.parents(), *first, static_cast<std::uint64_t>(size))) {
      if (search.matches(child)) files.push_back(file_resource(tree_, child, file_fields));
    }
    answer["files"] = std::move(files);
  }
  return json_answer(answer);
}

int GoogleDrive::page_size(const Request& request) const {
  const auto text = request.parameter("pageSize");
  if (!text) return std::min(kPageSizeDefault, page_size_max_);
  int size = 0;
  const auto* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, size);
  if (error != std::errc{} || stopped != end || size < 1) return 0;
  return std::min({size, kPageSizeMax, page_size_max_});
}

Response GoogleDrive::download(const Request& request, const DriveEntry& entry) const {
  if (entry.is_google_native()) {
    return error_response({.status = 403,
                           .reason = "fileNotDownloadable",
                           .message = "Only files with binary content can be downloaded. Use "
                                      "Export with Docs Editors files.",
                           .location = "alt"});
  }
  if (!entry.can_download) {
    return error_response({.status = 403,
                           .reason = "cannotDownloadFile",
                           .message = "This file cannot be downloaded by the user."});
  }
  const auto size = static_cast<std::uint64_t>(tree_.size_bytes(entry));
  const auto range = requested_range(request.header("Range"), size);
  if (range.kind == ByteRange::Kind::unsatisfiable) {
    auto refused = error_response({.status = 416,
                                   .reason = "requestedRangeNotSatisfiable",
                                   .message = "Request range not satisfiable",
                                   .location = "Range",
                                   .location_type = "header"});
    refused.headers.push_back({"Content-Range", fmt::format("bytes */{}", size)});
    return refused;
  }
  Response response;
  response.headers.push_back({"Content-Type", entry.mime_type});
  response.headers.push_back({"Content-Disposition", "attachment"});
  response.headers.push_back({"Accept-Ranges", "bytes"});
  response.body = tree_.body(entry);
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.push_back({"Content-Range", fmt::format("bytes {}-{}/{}", range.first,
                                                             range.first + range.count - 1, size)});
    response.body = part_of(response.body, range.first, range.count);
  }
  return response;
}

}  // namespace pixferry::simulator
