#include "simulator/google_drive/folder_pages.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <charconv>
#include <iterator>

#include "simulator/google_drive/drive_error.hpp"
#include "simulator/google_drive/drive_faults.hpp"
#include "simulator/google_drive/file_resource.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr int kPageSizeMax = 1000;  // Drive's own; larger values are quietly lowered
constexpr int kPageSizeDefault = 100;

std::string query_of(const Request& request) {
  return request.parameter("q").value_or("");
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

}  // namespace

Response FolderPages::page(const Request& request, const SearchQuery& search,
                           const FieldMask& fields, const PageFaults& faults) const {
  const auto at = cursor(request);
  if (!at) return invalid_value("pageToken");
  const int size = page_size(request);
  if (size < 1) return invalid_value("pageSize");
  const auto shown = cut_page(wanted(search, *at, size), faults.page);
  bj::object answer;
  if (fields.wants("kind")) answer["kind"] = "drive#fileList";
  if (fields.wants("nextPageToken") && shown.next) {
    answer["nextPageToken"] = tokens_.token_for(query_of(request), *shown.next);
  }
  if (fields.wants("incompleteSearch")) answer["incompleteSearch"] = false;
  if (fields.wants("files")) {
    bj::array files;
    const auto file_fields = fields.of("files");
    // As with Drive, a page of a narrower search may hold less than its size, or nothing.
    for (const auto& child : children(tree_, search.parents(), shown.first, shown.count)) {
      if (!search.matches(child)) continue;
      auto file = file_resource(tree_, child, file_fields);
      const bool has_bytes = !std::holds_alternative<std::monostate>(child.content);
      const auto lie = has_bytes ? faults.lie(child.id) : std::nullopt;
      if (lie) tell_lie(file, *lie);
      if (faults.page == FaultKind::double_entries) files.push_back(file);
      files.push_back(std::move(file));
    }
    answer["files"] = std::move(files);
  }
  return json_answer(answer);
}

PagePlace FolderPages::place(const Request& request, const SearchQuery& search) const {
  const auto at = cursor(request);
  const int size = page_size(request);
  if (!at || size < 1) return {};
  const bool is_later = !request.parameter("pageToken").value_or("").empty();
  return {.is_later = is_later, .is_last = !cut_page(wanted(search, *at, size)).next};
}

PageRequest FolderPages::wanted(const SearchQuery& search, const PageCursor& at, int size) const {
  return {.at = at,
          .size = static_cast<std::uint64_t>(size),
          .entries = count_children(tree_, search.parents())};
}

std::optional<PageCursor> FolderPages::cursor(const Request& request) const {
  const auto token = request.parameter("pageToken").value_or("");
  if (token.empty()) return PageCursor{};
  return tokens_.cursor_of(token, query_of(request));
}

int FolderPages::page_size(const Request& request) const {
  const auto text = request.parameter("pageSize");
  if (!text) return std::min(kPageSizeDefault, page_size_max_);
  int size = 0;
  const auto* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, size);
  if (error != std::errc{} || stopped != end || size < 1) return 0;
  return std::min({size, kPageSizeMax, page_size_max_});
}

}  // namespace pixferry::simulator
