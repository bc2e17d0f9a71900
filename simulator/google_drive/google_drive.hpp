#pragma once

#include <optional>
#include <string>

#include "simulator/drive_tree/drive_tree.hpp"
#include "simulator/faults/operation.hpp"
#include "simulator/google_drive/field_mask.hpp"
#include "simulator/google_drive/page_token.hpp"
#include "simulator/google_drive/search_query.hpp"
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
      : tree_(tree), tokens_(seed), page_size_max_(page_size_max) {}

  /// What a request asks for; nothing if it is none of Drive's.
  static std::optional<Call> recognise(const Request& request);

  Response answer(const Call& call, const Request& request) const;

 private:
  Response get(const Request& request, const DriveEntry& entry) const;
  Response download(const Request& request, const DriveEntry& entry) const;
  Response list(const Request& request) const;
  Response page(const Request& request, const SearchQuery& search, const FieldMask& fields) const;
  std::optional<DriveEntry> visible(const Request& request, const std::string& id) const;
  int page_size(const Request& request) const;

  const DriveTree& tree_;
  PageTokens tokens_;
  int page_size_max_;
};

}  // namespace pixferry::simulator
