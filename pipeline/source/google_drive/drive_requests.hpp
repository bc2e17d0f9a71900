#pragma once

#include <string>

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_config.hpp"

namespace pixferry {

/// Builds the three requests that are made of Drive v3. Each carries the API key in its query,
/// where Drive documents it, so their URLs must never be shown; and the resource key of the item
/// it is about, for links from before September 2021
/// (https://developers.google.com/workspace/drive/api/guides/resource-keys). Thread-safe.
class DriveRequests {
 public:
  /// An id and its resource key, which may be empty.
  struct Item {
    const std::string& id;
    const std::string& resource_key;
  };

  DriveRequests(GoogleDriveConfig config, const Limits& limits);

  bool have_key() const { return !config_.api_key.empty(); }

  /// files.get: what Drive says of one item.
  HttpRequest metadata(const Item& item) const;
  /// files.list: one page of the children of one folder. Joining several parents into one query
  /// loses files (https://github.com/rclone/rclone/issues/3114).
  HttpRequest children(const Item& folder, const std::string& page_token) const;
  /// files.get with alt=media: the bytes. Time enough for a slow line is allowed for; a Range is
  /// never asked for, because Drive answers one with 416 where the file is empty.
  HttpRequest content(const SourceFile& file) const;

 private:
  HttpRequest request(std::string path, std::string query, const Item& item) const;

  GoogleDriveConfig config_;
  Limits limits_;
};

}  // namespace pixferry
