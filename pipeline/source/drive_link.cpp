#include "pipeline/source/drive_link.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "pipeline/source/link_refusal.hpp"

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

constexpr std::array<std::string_view, 5> kDocumentKinds{"document", "spreadsheets", "presentation",
                                                         "forms", "drawings"};

constexpr const char* kOtherPage = "This page of Google Drive is not a shared folder or file.";

using Path = std::span<const std::string>;

Error google_document() {
  return link_refusal(
      "This is a link to a Google document, which has no image file behind it; export it as "
      "images to a folder and share that.");
}
Error without_id() {
  return link_refusal("The link names no folder and no file: its ID is missing.");
}

bool starts_with(Path path, std::string_view first) {
  return !path.empty() && path.front() == first;
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
  if (!std::ranges::all_of(id, is_token_character)) {
    return link_refusal("The link's ID has characters that no Drive ID has.");
  }
  if (id.size() < kIdBytesMin)
    return link_refusal("The link's ID is too short; it may be cut off.");
  if (id.size() > kIdBytesMax) return link_refusal("The link's ID is too long for a Drive ID.");
  auto key = address.parameter("resourcekey");
  if (!key) return key.error();
  if (key->size() > kIdBytesMax || !std::ranges::all_of(*key, is_token_character)) {
    return link_refusal("The link's resourcekey has characters that no resource key has.");
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
    return link_refusal("The link goes on after the folder's ID.");
  }
  if (path.empty() || std::ranges::find(kOwnPages, path.front()) != kOwnPages.end()) {
    return link_refusal("This is a page of your own Drive, not a shared folder.");
  }
  return link_refusal(kOtherPage);
}

// What follows "/file/": "d/ID" and the name of a view of it.
Result<Link> parse_file_page(Path path, const WebAddress& address) {
  path = without_account(path);
  if (!starts_with(path, "d") || path.size() < 2) return without_id();
  return link_to(Link::Target::file, path[1], address);
}

struct PageWithId {
  std::string_view name;
  Link::Target target;
};

constexpr std::array kPagesWithId{
    PageWithId{"open", Link::Target::unknown},
    PageWithId{"folderview", Link::Target::folder},
    PageWithId{"embeddedfolderview", Link::Target::folder},
    PageWithId{"uc", Link::Target::file},
    PageWithId{"thumbnail", Link::Target::file},
};

Result<Link> parse_drive_path(const WebAddress& address) {
  const auto path = without_account(without_organisation(address.path));
  if (path.empty()) return without_id();
  if (path.front() == "drive") return parse_drive_page(path.subspan(1), address);
  if (path.front() == "file") return parse_file_page(path.subspan(1), address);
  for (const auto& page : kPagesWithId) {
    if (path.size() == 1 && path.front() == page.name) {
      return link_by_parameter(page.target, address);
    }
  }
  return link_refusal(kOtherPage);
}

// Old links to files and folders were the documents' host's too.
Result<Link> parse_documents_path(const WebAddress& address) {
  const auto path = without_account(without_organisation(address.path));
  const bool is_document =
      !path.empty() && std::ranges::find(kDocumentKinds, path.front()) != kDocumentKinds.end();
  return is_document ? google_document() : parse_drive_path(address);
}

Result<Link> parse_download_path(const WebAddress& address) {
  const auto path = without_account(address.path);
  if (path.size() == 1 && (path.front() == "download" || path.front() == "uc")) {
    return link_by_parameter(Link::Target::file, address);
  }
  return link_refusal(kOtherPage);
}

// "/d/ID=w800": the size of the copy stands behind the id.
Result<Link> parse_image_path(const WebAddress& address) {
  const Path path{address.path};
  if (path.size() != 2 || path[0] != "d") {
    return link_refusal(
        "This is the address of a resized copy of a picture, which does not say where the picture "
        "lies; copy the link of the folder or file.");
  }
  return link_to(Link::Target::file, path[1].substr(0, path[1].find('=')), address);
}

}  // namespace

bool is_drive_host(std::string_view host) {
  return host == kDriveHost || host == kDocumentsHost || host == kDownloadHost ||
         host == kImageHost;
}

Result<Link> parse_drive_link(const WebAddress& address) {
  if (address.host == kDocumentsHost) return parse_documents_path(address);
  if (address.host == kDownloadHost) return parse_download_path(address);
  if (address.host == kImageHost) return parse_image_path(address);
  return parse_drive_path(address);
}

}  // namespace pixferry
