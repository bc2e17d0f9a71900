#include "pipeline/source/drive_link.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace pixferry {
namespace {

constexpr std::string_view kDriveHost = "drive.google.com";
constexpr std::string_view kDocumentsHost = "docs.google.com";
constexpr std::string_view kDownloadHost = "drive.usercontent.google.com";
constexpr std::string_view kImageHost = "lh3.googleusercontent.com";

constexpr std::size_t kIdBytesMin = 10;
constexpr std::size_t kIdBytesMax = 200;

constexpr std::array<std::string_view, 9> kOwnPages{"my-drive",  "shared-drives", "shared-with-me",
                                                    "recent",    "starred",       "trash",
                                                    "computers", "home",          "search"};

using Path = std::span<const std::string>;

Error refusal(std::string reason) {
  return Error{ErrorCode::invalid_folder_url, std::move(reason)};
}
Error single_file() {
  return refusal(
      "This is a link to a single file; open the folder that holds it and copy that link.");
}
Error google_document() {
  return refusal("This is a link to a Google document, not to a folder.");
}
Error without_id() {
  return refusal("The link names no folder: its ID is missing.");
}

bool starts_with(Path path, std::string_view first) {
  return !path.empty() && path.front() == first;
}

bool is_id_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "u/0" names which of the reader's accounts is signed in; it says nothing of the folder.
Path without_account(Path path) {
  const bool has_account = path.size() >= 2 && path[0] == "u" && is_number(path[1]);
  return has_account ? path.subspan(2) : path;
}

// "a/example.com" names the reader's organisation.
Path without_organisation(Path path) {
  return path.size() >= 2 && path[0] == "a" ? path.subspan(2) : path;
}

Result<Link> link_to(Link::Target target, std::string id, const WebAddress& address) {
  if (id.empty()) return without_id();
  if (!std::ranges::all_of(id, is_id_character)) {
    return refusal("The link's ID has characters that no Drive ID has.");
  }
  if (id.size() < kIdBytesMin) return refusal("The link's ID is too short; it may be cut off.");
  if (id.size() > kIdBytesMax) return refusal("The link's ID is too long for a Drive ID.");
  auto key = address.parameter("resourcekey");
  if (!key) return key.error();
  if (key->size() > kIdBytesMax || !std::ranges::all_of(*key, is_id_character)) {
    return refusal("The link's resourcekey has characters that no resource key has.");
  }
  return Link{SourceKind::google_drive, target, std::move(id), std::move(*key)};
}

Result<Link> link_by_parameter(Link::Target target, const WebAddress& address) {
  auto id = address.parameter("id");
  if (!id) return id.error();
  return link_to(target, std::move(*id), address);
}

// What follows "/drive/".
Result<Link> parse_drive_page(Path path, const WebAddress& address) {
  const bool is_mobile = starts_with(path, "mobile");
  if (is_mobile) path = path.subspan(1);
  path = without_account(path);
  if (starts_with(path, "folders")) {
    if (path.size() == 1) return without_id();
    if (path.size() == 2 || is_mobile) return link_to(Link::Target::folder, path[1], address);
    return refusal("The link goes on after the folder's ID.");
  }
  if (path.empty() || std::ranges::find(kOwnPages, path.front()) != kOwnPages.end()) {
    return refusal("This is a page of your own Drive, not a shared folder.");
  }
  return refusal("This page of Google Drive is not a shared folder.");
}

Result<Link> parse_drive_path(const WebAddress& address) {
  const auto path = without_account(without_organisation(address.path));
  if (path.empty()) return without_id();
  if (path.front() == "drive") return parse_drive_page(path.subspan(1), address);
  if (path.front() == "file" || path.front() == "uc" || path.front() == "thumbnail") {
    return single_file();
  }
  if (path.size() == 1 && path.front() == "open") {
    return link_by_parameter(Link::Target::unknown, address);
  }
  if (path.size() == 1 && (path.front() == "folderview" || path.front() == "embeddedfolderview")) {
    return link_by_parameter(Link::Target::folder, address);
  }
  return refusal("This page of Google Drive is not a shared folder.");
}

}  // namespace

bool is_drive_host(std::string_view host) {
  return host == kDriveHost || host == kDocumentsHost || host == kDownloadHost ||
         host == kImageHost;
}

Result<Link> parse_drive_link(const WebAddress& address) {
  if (address.host == kDocumentsHost) return google_document();
  if (address.host != kDriveHost) return single_file();
  return parse_drive_path(address);
}

}  // namespace pixferry
