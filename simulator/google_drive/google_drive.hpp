#pragma once

#include <optional>
#include <string>

#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/google_drive/folder_pages.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Answers Drive v3 requests as an anonymous caller with an API key gets them answered, or a
/// signed-in one with an access token: bodies, statuses and headers in the true shape. Const and
/// thread-safe.
class GoogleDrive {
 public:
  struct Call {
    Operation operation;
    std::string file_id;  ///< of a listing: the first folder that is listed, if any
  };

  GoogleDrive(const DriveTree& tree, std::uint64_t seed, int page_size_max)
      : tree_(tree), pages_(tree, seed, page_size_max) {}

  /// What a request asks for; nothing if it is none of Drive's.
  static std::optional<Call> recognise(const Request& request);

  /// Where in its listing the page that is asked for stands.
  PagePlace place(const Call& call, const Request& request) const;

  Response answer(const Call& call, const Request& request, const PageFaults& faults = {}) const;

 private:
  Response get(const Request& request, const DriveEntry& entry) const;
  Response download(const Request& request, const DriveEntry& entry) const;
  Response list(const Request& request, const PageFaults& faults) const;
  std::optional<DriveEntry> visible(const Request& request, const std::string& id) const;

  const DriveTree& tree_;
  FolderPages pages_;
};

}  // namespace pixferry::simulator
