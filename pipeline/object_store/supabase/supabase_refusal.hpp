#pragma once

#include <string>

#include "pipeline/platform/http_client.hpp"

namespace pixferry {

/// What an answer of Supabase Storage that is no success means. Nearly every refusal comes as HTTP
/// 400; the true code stands in the body, as `code` and, as a text or a number, as `statusCode`:
/// https://github.com/supabase/storage/blob/master/src/internal/errors/codes.ts
/// What stands in front of it, a gateway or a CDN, answers with true statuses and bodies of other
/// shapes.
struct SupabaseRefusal {
  enum class Kind {
    object_missing,
    bucket_missing,
    already_exists,
    key_misplaced,  ///< it is not in the header where this server wants a key of that kind
    key_rejected,
    forbidden,  ///< the key is good, and may not do that
    too_large,
    type_not_taken,
    request_refused,  ///< for good, whatever else it is
    quota_used_up,
    project_paused,
    busy,         ///< asks for fewer requests
    unavailable,  ///< may pass; whether what was asked for is done is unknown
    not_supabase,
  };

  Kind kind = Kind::unavailable;
  int status = 0;      ///< the true one, where it is known
  std::string detail;  ///< in the other side's words, in one printable line; may be empty
};

SupabaseRefusal read_supabase_refusal(const HttpAnswer& answer);

}  // namespace pixferry
