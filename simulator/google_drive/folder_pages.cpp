#include "simulator/google_drive/folder_pages.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <charconv>

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

}  // namespace

Response FolderPages::page(const Request& request, const std::string& folder_id,
                           const FieldMask& fields, const PageFaults& faults) const {
  const auto at = cursor(request);
  if (!at) return invalid_value("pageToken");
  const int size = page_size(request);
  if (size < 1) return invalid_value("pageSize");
  auto shown = cut(folder_id, *at, static_cast<std::uint64_t>(size));
  if (faults.page) shown = faulty(folder_id, shown, *at, *faults.page);
  bj::object answer;
  if (fields.wants("kind")) answer["kind"] = "drive#fileList";
  if (fields.wants("nextPageToken") && shown.next) {
    answer["nextPageToken"] = tokens_.token_for(query_of(request), *shown.next);
  }
  if (fields.wants("incompleteSearch")) answer["incompleteSearch"] = false;
  if (fields.wants("files")) {
    bj::array files;
    const auto file_fields = fields.of("files");
    for (const auto& child : tree_.children(folder_id, shown.first, shown.count)) {
      auto file = file_resource(tree_, child, file_fields);
      const bool has_bytes = !std::holds_alternative<std::monostate>(child.content);
      const auto lie = has_bytes && faults.lie_about ? faults.lie_about(child.id) : std::nullopt;
      if (lie) tell_lie(file, *lie);
      if (faults.page == FaultKind::double_entries) files.push_back(file);
      files.push_back(std::move(file));
    }
    answer["files"] = std::move(files);
  }
  return json_answer(answer);
}

PagePlace FolderPages::place(const Request& request, const std::string& folder_id) const {
  const auto at = cursor(request);
  const int size = page_size(request);
  if (!at || size < 1) return {};
  const bool is_later = !request.parameter("pageToken").value_or("").empty();
  return {.is_later = is_later,
          .is_last = !cut(folder_id, *at, static_cast<std::uint64_t>(size)).next};
}

FolderPages::Cut FolderPages::cut(const std::string& folder_id, const PageCursor& at,
                                  std::uint64_t size) const {
  Cut cut{.first = at.offset, .count = size, .next = std::nullopt};
  if (at.offset + size < tree_.count_children(folder_id)) {
    cut.next = PageCursor{.offset = at.offset + size, .lap = at.lap};
  }
  return cut;
}

FolderPages::Cut FolderPages::faulty(const std::string& folder_id, Cut honest, const PageCursor& at,
                                     FaultKind fault) const {
  const PageCursor itself{.offset = at.offset, .lap = at.lap + 1};
  const auto back = std::min(honest.count, at.offset);
  switch (fault) {
    case FaultKind::repeated_page: return {at.offset - back, back, itself};
    case FaultKind::empty_page: return {at.offset, 0, itself};
    case FaultKind::shifted_page:
      return cut(folder_id,
                 {.offset = at.offset - std::min(honest.count / 2, at.offset), .lap = at.lap},
                 honest.count);
    case FaultKind::cursor_cycle: honest.next = PageCursor{}; return honest;
    default: return honest;
  }
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
