#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_config.hpp"

namespace pixferry {

/// Builds the requests that are made of Drive's public pages. Resource keys stand in their URLs, so
/// these must never be shown. Thread-safe.
class PublicRequests {
 public:
  /// An id and its resource key, which may be empty.
  struct Item {
    const std::string& id;
    const std::string& resource_key;
  };

  PublicRequests(PublicDriveConfig config, const Limits& limits);

  /// The page that lists a folder, in English: what it says is read by its words.
  HttpRequest folder_page(const Item& folder) const;
  /// A file's bytes. Google leads from here to where it keeps them.
  HttpRequest download(const Item& file) const;
  /// The same once the form of the page that asked for a confirmation was filled in.
  HttpRequest confirmed(const std::vector<std::pair<std::string, std::string>>& fields) const;

 private:
  HttpRequest request(const std::string& origin, std::string_view path, std::string query) const;
  HttpRequest with_time_for_a_file(HttpRequest request) const;

  PublicDriveConfig config_;
  Limits limits_;
};

}  // namespace pixferry
