#include "simulator/google_drive/public_pages.hpp"

#include <fmt/format.h>

#include "pipeline/platform/percent_encoding.hpp"
#include "simulator/drive_tree/well_known.hpp"
#include "simulator/google_drive/byte_range.hpp"
#include "simulator/google_drive/public_html.hpp"

namespace pixferry::simulator {
namespace {

constexpr std::string_view kFolderPath = "/embeddedfolderview";
constexpr std::string_view kWayPath = "/uc";
constexpr std::string_view kDownloadPath = "/download";
/// Google scans no larger files for viruses.
constexpr std::int64_t kScannedBytesMax = 100 << 20;

std::string id_in(const Request& request) {
  return request.parameter("id").value_or("");
}

bool is_confirmed(const Request& request) {
  return request.parameter("confirm") == "t" && request.parameter("uuid") == kConfirmationUuid;
}

std::string address_of(const DriveEntry& child) {
  const auto key = child.resource_key.empty() ? "" : "&resourcekey=" + child.resource_key;
  if (child.is_folder()) {
    return fmt::format("https://drive.google.com/drive/folders/{}{}", child.id,
                       key.empty() ? "" : "?" + key.substr(1));
  }
  if (child.mime_type == kDocumentType) {
    return fmt::format("https://docs.google.com/document/d/{}/edit?usp=drive_web{}", child.id, key);
  }
  return fmt::format("https://drive.google.com/file/d/{}/view?usp=drive_web{}", child.id, key);
}

std::string icon_of(const DriveEntry& child) {
  if (child.is_folder()) {
    return "<div aria-label=\"Folder\" class=\"flip-entry-list-icon drive-sprite-folder-list-"
           "shared-icon\"></div>";
  }
  return fmt::format(
      "<img src=\"https://drive-thirdparty.googleusercontent.com/16/type/{}\" "
      "alt=\"\"/>",
      html_escaped(child.mime_type));
}

std::string thumbnail_of(const DriveEntry& child) {
  if (child.is_folder()) return {};
  return fmt::format(
      "<div class=\"flip-entry-thumb\"><img src=\"https://lh3.googleusercontent.com/"
      "drive-storage/{}=s190\" alt=\"Image\"/></div>",
      child.id);
}

/// "attachment; filename="…"; filename*=UTF-8''…": the first without what is not ASCII.
std::string disposition_of(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    plain += byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' ? '_' : c;
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain,
                     percent_encoded(name));
}

Response file_response(const DriveTree& tree, const DriveEntry& file, const Request& request) {
  Response response;
  response.headers = {{"Content-Type", file.mime_type},
                      {"Content-Disposition", disposition_of(file.name)},
                      {"Accept-Ranges", "bytes"}};
  response.body = tree.body(file);
  const auto size = static_cast<std::uint64_t>(tree.size_bytes(file));
  const auto range = requested_range(request.header("Range"), size);
  if (range.kind == ByteRange::Kind::unsatisfiable) {
    auto refused = text_response(416, kHtmlType, "");
    refused.headers.push_back({"Content-Range", fmt::format("bytes */{}", size)});
    return refused;
  }
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.push_back({"Content-Range", fmt::format("bytes {}-{}/{}", range.first,
                                                             range.first + range.count - 1, size)});
    response.body = part_of(response.body, range.first, range.count);
  }
  return response;
}

}  // namespace

std::optional<PublicPages::Call> PublicPages::recognise(const Request& request) {
  if (request.method != "GET") return std::nullopt;
  if (request.path == kFolderPath) return Call{Operation::list, id_in(request)};
  if (request.path == kDownloadPath) return Call{Operation::download, id_in(request)};
  return std::nullopt;
}

std::optional<Response> PublicPages::way_to_download(const Request& request) {
  if (request.method != "GET" || request.path != kWayPath) return std::nullopt;
  const auto question = request.target.find('?');
  const auto query =
      question == std::string::npos ? std::string{} : request.target.substr(question);
  auto response = text_response(303, kHtmlType, "");
  response.headers.push_back(
      {"Location", fmt::format("http://{}{}{}", request.header("Host"), kDownloadPath, query)});
  return response;
}

Response PublicPages::answer(const Call& call, const Request& request,
                             std::optional<FaultKind> fault) const {
  if (fault == FaultKind::sign_in || call.file_id == kPrivateFolder) return sign_in_redirect();
  return call.operation == Operation::list ? folder(call, request) : download(call, request, fault);
}

std::optional<DriveEntry> PublicPages::visible(const Request& request,
                                               const std::string& id) const {
  auto entry = tree_.find(id);
  if (!entry) return std::nullopt;
  const auto key = request.parameter("resourcekey").value_or("");
  return entry->resource_key.empty() || entry->resource_key == key ? entry : std::nullopt;
}

Response PublicPages::folder(const Call& call, const Request& request) const {
  const auto shown = visible(request, call.file_id);
  if (!shown || !shown->is_folder()) return not_found_page();
  auto page = fmt::format(
      "<!DOCTYPE html><html><head><title>{}</title><meta name=\"viewport\" "
      "content=\"width=device-width\"><script nonce=\"x\">if (1 < 2) {{ /* <div "
      "class=\"flip-entry\"> */ }}</script></head><body class=\"flip-embedded\"><div "
      "id=\"flip-contents\" class=\"flip-contents flip-list-view\"><div "
      "class=\"flip-list-header\"><div>Title</div><div>Last modified</div></div><div "
      "class=\"flip-entries\">",
      html_escaped(shown->name));
  const auto count = std::min<std::uint64_t>(tree_.count_children(call.file_id), entries_max_);
  for (const auto& child : tree_.children(call.file_id, 0, count)) page += entry(child);
  page += "</div></div></body></html>";
  return text_response(200, kHtmlType, std::move(page));
}

std::string PublicPages::entry(const DriveEntry& child) const {
  auto shown = child;
  if (child.mime_type == kShortcutType) {
    const auto target = child.shortcut ? tree_.find(child.shortcut->id) : std::nullopt;
    if (!target) return {};
    shown = *target;
    shown.name = child.name;
  }
  return fmt::format(
      "<div class=\"flip-entry\" id=\"entry-{}\" tabindex=\"0\" role=\"link\"><div "
      "class=\"flip-entry-info\"><a href=\"{}\" target=\"_blank\"><div "
      "class=\"flip-entry-visual\"><div class=\"flip-entry-visual-card\">{}</div></div><div "
      "class=\"flip-entry-list-icon\">{}</div><div class=\"flip-entry-title\">{}</div></a></div>"
      "<div class=\"flip-entry-last-modified\"><div>10/29/20</div></div></div>",
      child.id, html_escaped(address_of(shown)), thumbnail_of(shown), icon_of(shown),
      html_escaped(shown.name));
}

Response PublicPages::download(const Call& call, const Request& request,
                               std::optional<FaultKind> fault) const {
  const auto file = visible(request, call.file_id);
  if (!file || file->is_folder()) return not_found_page();
  if (file->is_google_native()) {
    return text_response(500, kHtmlType,
                         "<!DOCTYPE html><title>Error 500 (Server Error)!!1</title>");
  }
  if (fault == FaultKind::download_quota) return quota_page();
  if (!file->can_download) return no_permission_page();
  const bool is_unscanned =
      fault == FaultKind::virus_page || tree_.size_bytes(*file) > kScannedBytesMax;
  if (is_unscanned && !is_confirmed(request)) return virus_scan_page(file->id, file->name);
  return file_response(tree_, *file, request);
}

}  // namespace pixferry::simulator
