#include "pipeline/source/google_drive/drive_requests.hpp"

#include "pipeline/platform/percent_encoding.hpp"
#include "pipeline/source/transfer_time.hpp"

#include <fmt/format.h>

#include <string_view>

namespace pixferry {
namespace {

constexpr std::string_view kItemFields =
    "id,name,mimeType,size,md5Checksum,sha256Checksum,headRevisionId,modifiedTime,resourceKey,"
    "trashed,shortcutDetails(targetId,targetMimeType,targetResourceKey),"
    "capabilities(canDownload,canListChildren),"
    "imageMediaMetadata(width,height,rotation,time,cameraMake,cameraModel,lens,exposureTime,"
    "aperture,focalLength,isoSpeed{})";
constexpr std::string_view kPlaceFields = ",location(latitude,longitude,altitude)";

constexpr int kPageItems = 1000;  // what files.list gives at most

/// What is not kept is not asked for.
std::string item_fields(const GoogleDriveConfig& config) {
  return fmt::format(kItemFields, config.keep_gps ? kPlaceFields : "");
}

std::string item_path(const std::string& id) {
  return "/drive/v3/files/" + percent_encoded(id);
}

}  // namespace

DriveRequests::DriveRequests(GoogleDriveConfig config, const Limits& limits)
    : config_(std::move(config)), limits_(limits) {
  while (config_.api_url.ends_with('/')) config_.api_url.pop_back();
}

HttpRequest DriveRequests::metadata(const Item& item) const {
  return request(item_path(item.id),
                 "supportsAllDrives=true&fields=" + percent_encoded(item_fields(config_)), item);
}

HttpRequest DriveRequests::children(const Item& folder, const std::string& page_token) const {
  const auto parent = fmt::format("'{}' in parents and trashed=false", folder.id);
  const auto fields =
      fmt::format("kind,nextPageToken,incompleteSearch,files({})", item_fields(config_));
  auto query = fmt::format(
      "q={}&pageSize={}&supportsAllDrives=true&includeItemsFromAllDrives=true&fields={}",
      percent_encoded(parent), kPageItems, percent_encoded(fields));
  if (!page_token.empty()) query += "&pageToken=" + percent_encoded(page_token);
  return request("/drive/v3/files", std::move(query), folder);
}

HttpRequest DriveRequests::content(const SourceFile& file) const {
  auto asked =
      request(item_path(file.id), "alt=media&supportsAllDrives=true", {file.id, file.resource_key});
  asked.timeout += transfer_time(file.size_bytes, limits_);
  asked.allow_redirects = true;
  return asked;
}

HttpRequest DriveRequests::request(std::string path, std::string query, const Item& item) const {
  HttpRequest request;
  request.url = fmt::format("{}{}?{}&key={}", config_.api_url, path, query,
                            percent_encoded(config_.api_key.reveal()));
  if (!item.resource_key.empty()) {
    request.headers.push_back(
        {"X-Goog-Drive-Resource-Keys", fmt::format("{}/{}", item.id, item.resource_key)});
  }
  request.kept_bytes_max = limits_.provider_reply_bytes_max;
  request.timeout = limits_.listing_seconds_max;
  return request;
}

}  // namespace pixferry
