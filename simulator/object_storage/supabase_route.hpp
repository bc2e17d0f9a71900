#pragma once

#include <optional>
#include <string>

#include "simulator/faults/operation.hpp"
#include "simulator/http/request.hpp"

namespace pixferry::simulator {

/// What a request asks Supabase Storage for, by its method and path.
struct SupabaseRoute {
  enum class Kind {
    list_buckets,
    get_bucket,
    make_bucket,
    upload,                 ///< POST /object/BUCKET/KEY
    replace,                ///< PUT
    content,                ///< GET or HEAD /object/BUCKET/KEY
    authenticated_content,  ///< … /object/authenticated/…
    public_content,         ///< … /object/public/…
    signed_content,         ///< … /object/sign/…?token=
    info,
    remove,       ///< DELETE /object/BUCKET/KEY
    remove_many,  ///< DELETE /object/BUCKET with the keys in the body
    sign,
    sign_upload,
    list,  ///< POST /object/list-v2/BUCKET
    unknown,
  };

  Kind kind = Kind::unknown;
  std::string bucket;
  std::string key;

  /// What faults and counters call it; nothing for what they leave alone.
  std::optional<Operation> operation(const Request& request) const;
};

/// The route of a request whose path begins with "/storage/v1/"; nothing for any other.
std::optional<SupabaseRoute> supabase_route(const Request& request);

}  // namespace pixferry::simulator
