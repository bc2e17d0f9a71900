#include "pipeline/source/google_drive/drive_entry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace pixferry {
namespace {

constexpr std::array<std::string_view, 6> kOtherFamilies{"video/", "audio/",   "text/",
                                                         "font/",  "message/", "model/"};

// Office files, archives, programs and data, by how their types begin.
constexpr std::array<std::string_view, 27> kOtherTypes{"application/pdf",
                                                       "application/zip",
                                                       "application/x-zip",
                                                       "application/gzip",
                                                       "application/x-gzip",
                                                       "application/x-bzip",
                                                       "application/x-tar",
                                                       "application/x-7z-compressed",
                                                       "application/x-rar",
                                                       "application/rar",
                                                       "application/vnd.rar",
                                                       "application/java-archive",
                                                       "application/json",
                                                       "application/xml",
                                                       "application/javascript",
                                                       "application/x-javascript",
                                                       "application/rtf",
                                                       "application/epub+zip",
                                                       "application/msword",
                                                       "application/vnd.ms-excel",
                                                       "application/vnd.ms-powerpoint",
                                                       "application/vnd.openxmlformats-",
                                                       "application/vnd.oasis.opendocument.",
                                                       "application/vnd.android.package-archive",
                                                       "application/x-msdownload",
                                                       "application/x-sh",
                                                       "application/x-sqlite3"};

constexpr std::string_view kSvg = "image/svg";

// Without parameters such as "; charset=utf-8", in lower case.
std::string bare_type(std::string_view mime_type) {
  std::string type{mime_type.substr(0, mime_type.find_first_of("; "))};
  std::ranges::transform(type, type.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return type;
}

bool is_clearly_no_image(const std::string& type) {
  const auto begins_type = [&](std::string_view start) { return type.starts_with(start); };
  return std::ranges::any_of(kOtherFamilies, begins_type) ||
         std::ranges::any_of(kOtherTypes, begins_type);
}

}  // namespace

std::optional<ListedFile::Ended> end_at_listing(const DriveItem& item) {
  using Ended = ListedFile::Ended;
  if (item.kind == DriveItem::Kind::google_document) {
    return Ended{true, ErrorCode::google_document,
                 fmt::format("It is a Google document ({}).", item.file.mime_type)};
  }
  const auto type = bare_type(item.file.mime_type);
  if (type.starts_with(kSvg)) {
    return Ended{true, ErrorCode::unsupported_type,
                 "It is an SVG drawing, which may hold scripts and is not imported."};
  }
  if (is_clearly_no_image(type)) {
    return Ended{true, ErrorCode::unsupported_type,
                 fmt::format("Google Drive calls it {}.", item.file.mime_type)};
  }
  if (!item.can_download) {
    return Ended{false, ErrorCode::source_forbidden,
                 "The owner does not let viewers download this file."};
  }
  return std::nullopt;
}

}  // namespace pixferry
