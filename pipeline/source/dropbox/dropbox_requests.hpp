#pragma once

#include <optional>
#include <string>

#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/dropbox/dropbox_config.hpp"
#include "pipeline/source/dropbox/dropbox_place.hpp"

namespace pixferry {

/// Builds the requests that are made of Dropbox's API v2, all but who makes them: the header
/// Authorization is left to the caller. Their bodies and headers hold links and passwords, so they
/// must never be shown. Thread-safe.
/// https://www.dropbox.com/developers/documentation/http/documentation
class DropboxRequests {
 public:
  DropboxRequests(const DropboxConfig& config, const Limits& limits);

  /// sharing/get_shared_link_metadata: what lies at the place.
  HttpRequest metadata(const DropboxPlace& place) const;
  /// files/list_folder: the first page of that folder alone. Dropbox lists no shared link with what
  /// lies deeper.
  HttpRequest first_page(const DropboxPlace& place) const;
  /// files/list_folder/continue: the page that a cursor leads to.
  HttpRequest later_page(const std::string& cursor) const;
  /// sharing/get_shared_link_file: the bytes. Time enough for a slow line is allowed for.
  HttpRequest content(const DropboxPlace& place, std::optional<std::int64_t> size_bytes) const;

 private:
  HttpRequest call(const std::string& route, std::string body) const;

  std::string api_url_;
  std::string content_url_;
  Limits limits_;
};

}  // namespace pixferry
