#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/file_descriptor.hpp"

namespace pixferry::web {

/// One form of a file, in memory of its own that all answers read from.
struct StoredForm {
  FileDescriptor content;
  std::int64_t size_bytes = 0;
  std::string etag;  ///< follows from the bytes
};

/// A file as it is sent, and the compressed forms that lay beside it.
struct StaticFile {
  std::string mime_type;
  StoredForm plain;
  std::optional<StoredForm> brotli;  ///< of NAME.br
  std::optional<StoredForm> gzip;    ///< of NAME.gz
};

/// The files of a built site, read whole once: what a request names is looked up and never opened,
/// so that no path leads out of the folder, and a new build takes effect with the next start.
/// Constant afterwards, and so read by any thread.
class StaticFolder {
 public:
  /// Takes ordinary files with names of ASCII letters, digits, '.', '_' and '-' that do not begin
  /// with a dot; links and all else are left out. Error: `invalid_configuration` for a folder that
  /// cannot be read, or is far larger than a site.
  static Result<StaticFolder> read(const std::string& directory);

  /// "assets/index-4f2a.js"; nothing for a name that the folder does not hold.
  const StaticFile* find(std::string_view path) const;
  std::size_t size() const { return files_.size(); }

 private:
  std::map<std::string, StaticFile, std::less<>> files_;
};

/// The file in the best form that the client takes, or 304 if it has that; `headers` come with it.
http::Response answer_with(const StaticFile& file, const http::Request& request,
                           http::Headers headers);

}  // namespace pixferry::web
