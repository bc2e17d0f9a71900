#include "pipeline/source/declared_type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/platform/ascii.hpp"

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
constexpr std::string_view kGoogleDocument = "application/vnd.google-apps.";

// Without parameters such as "; charset=utf-8", in lower case.
std::string bare_type(std::string_view mime_type) {
  return ascii::lower(mime_type.substr(0, mime_type.find_first_of("; ")));
}

bool is_clearly_no_image(const std::string& type) {
  const auto begins_type = [&](std::string_view start) { return type.starts_with(start); };
  return std::ranges::any_of(kOtherFamilies, begins_type) ||
         std::ranges::any_of(kOtherTypes, begins_type);
}

struct Ending {
  std::string_view text;
  std::string_view type;
};

constexpr std::array kEndings{
    Ending{"jpg", "image/jpeg"},
    Ending{"jpeg", "image/jpeg"},
    Ending{"jpe", "image/jpeg"},
    Ending{"jfif", "image/jpeg"},
    Ending{"png", "image/png"},
    Ending{"apng", "image/png"},
    Ending{"webp", "image/webp"},
    Ending{"gif", "image/gif"},
    Ending{"avif", "image/avif"},
    Ending{"heic", "image/heic"},
    Ending{"heif", "image/heic"},
    Ending{"hif", "image/heic"},
    Ending{"tif", "image/tiff"},
    Ending{"tiff", "image/tiff"},
    Ending{"bmp", "image/bmp"},
    Ending{"dib", "image/bmp"},
    Ending{"svg", "image/svg+xml"},
    Ending{"svgz", "image/svg+xml"},
    Ending{"dng", "image/x-adobe-dng"},
    Ending{"cr2", "image/x-canon-cr2"},
    Ending{"cr3", "image/x-canon-cr3"},
    Ending{"nef", "image/x-nikon-nef"},
    Ending{"arw", "image/x-sony-arw"},
    Ending{"orf", "image/x-olympus-orf"},
    Ending{"rw2", "image/x-panasonic-rw2"},
    Ending{"raf", "image/x-fuji-raf"},
    Ending{"pef", "image/x-pentax-pef"},
    Ending{"srw", "image/x-samsung-srw"},
    Ending{"mp4", "video/mp4"},
    Ending{"m4v", "video/mp4"},
    Ending{"mov", "video/quicktime"},
    Ending{"qt", "video/quicktime"},
    Ending{"avi", "video/x-msvideo"},
    Ending{"mkv", "video/x-matroska"},
    Ending{"webm", "video/webm"},
    Ending{"mpg", "video/mpeg"},
    Ending{"mpeg", "video/mpeg"},
    Ending{"3gp", "video/3gpp"},
    Ending{"wmv", "video/x-ms-wmv"},
    Ending{"mts", "video/mp2t"},
    Ending{"mp3", "audio/mpeg"},
    Ending{"m4a", "audio/mp4"},
    Ending{"wav", "audio/wav"},
    Ending{"flac", "audio/flac"},
    Ending{"aac", "audio/aac"},
    Ending{"ogg", "audio/ogg"},
    Ending{"oga", "audio/ogg"},
    Ending{"txt", "text/plain"},
    Ending{"log", "text/plain"},
    Ending{"md", "text/markdown"},
    Ending{"csv", "text/csv"},
    Ending{"htm", "text/html"},
    Ending{"html", "text/html"},
    Ending{"css", "text/css"},
    Ending{"vcf", "text/vcard"},
    Ending{"ics", "text/calendar"},
    Ending{"url", "text/x-url"},
    Ending{"webloc", "text/x-url"},
    Ending{"pdf", "application/pdf"},
    Ending{"zip", "application/zip"},
    Ending{"gz", "application/gzip"},
    Ending{"tgz", "application/gzip"},
    Ending{"bz2", "application/x-bzip2"},
    Ending{"tar", "application/x-tar"},
    Ending{"7z", "application/x-7z-compressed"},
    Ending{"rar", "application/vnd.rar"},
    Ending{"jar", "application/java-archive"},
    Ending{"json", "application/json"},
    Ending{"xml", "application/xml"},
    Ending{"xmp", "application/xml"},
    Ending{"js", "application/javascript"},
    Ending{"rtf", "application/rtf"},
    Ending{"epub", "application/epub+zip"},
    Ending{"doc", "application/msword"},
    Ending{"xls", "application/vnd.ms-excel"},
    Ending{"ppt", "application/vnd.ms-powerpoint"},
    Ending{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Ending{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    Ending{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    Ending{"odt", "application/vnd.oasis.opendocument.text"},
    Ending{"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    Ending{"apk", "application/vnd.android.package-archive"},
    Ending{"exe", "application/x-msdownload"},
    Ending{"sh", "application/x-sh"},
    Ending{"sqlite", "application/x-sqlite3"},
    Ending{"gdoc", "application/vnd.google-apps.document"},
    Ending{"gsheet", "application/vnd.google-apps.spreadsheet"},
    Ending{"gslides", "application/vnd.google-apps.presentation"},
    Ending{"paper", "text/x-dropbox-paper"},
    Ending{"papert", "text/x-dropbox-paper"},
};

}  // namespace

std::string type_of_name(std::string_view name) {
  const auto dot = name.rfind('.');
  // A name that only begins with a dot has no ending.
  if (dot == name.npos || dot == 0) return {};
  const auto ending = ascii::lower(name.substr(dot + 1));
  const auto* known = std::ranges::find(kEndings, ending, &Ending::text);
  return known == kEndings.end() ? std::string{} : std::string{known->type};
}

std::optional<ListedFile::Ended> end_by_declared_type(std::string_view mime_type,
                                                      std::string_view declared_by) {
  using Ended = ListedFile::Ended;
  if (mime_type.starts_with(kGoogleDocument)) {
    return Ended{true, ErrorCode::google_document,
                 fmt::format("It is a Google document ({}).", mime_type)};
  }
  const auto type = bare_type(mime_type);
  if (type.starts_with(kSvg)) {
    return Ended{true, ErrorCode::unsupported_type,
                 "It is an SVG drawing, which may hold scripts and is not imported."};
  }
  if (is_clearly_no_image(type)) {
    return Ended{true, ErrorCode::unsupported_type, fmt::format("{} {}.", declared_by, mime_type)};
  }
  return std::nullopt;
}

}  // namespace pixferry
