#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// What Supabase says of a bucket. Its limits stand beside those of the whole project, which it
/// does not tell.
struct SupabaseBucket {
  std::string name;
  bool is_public = false;  ///< whoever has an object's URL can read it
  std::optional<std::int64_t> object_bytes_max;
  std::vector<std::string> mime_types;  ///< that it takes, as "image/png" or "image/*"; empty: all

  bool takes(std::string_view mime_type) const;
};

/// The answer of GET /storage/v1/bucket/NAME. Error: `network`, the answer is unusable.
Result<SupabaseBucket> read_supabase_bucket(std::string_view body, const Limits& limits);

}  // namespace pixferry
