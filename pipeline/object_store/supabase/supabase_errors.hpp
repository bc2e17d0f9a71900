#pragma once

#include <string>

#include "pipeline/model/result.hpp"
#include "pipeline/object_store/supabase/supabase_config.hpp"
#include "pipeline/object_store/supabase/supabase_refusal.hpp"

namespace pixferry {

/// The one place where what Supabase refuses becomes a code and a sentence with the variable to
/// look at and the cure. Thread-safe.
class SupabaseErrors {
 public:
  explicit SupabaseErrors(const SupabaseConfig& config)
      : url_(config.url), bucket_(config.bucket) {}

  /// While objects are stored and read: `storage_refused` for what is wrong with one object,
  /// `source_gone` for one that is absent, `storage_full`, and `storage_unavailable` for all that
  /// is wrong with the store, a bad key as well: work resumes once it is mended. `object` names the
  /// object in the message.
  Error while_working(const SupabaseRefusal& refusal, const std::string& object) const;

  /// While the configuration is checked: `credentials_rejected` and `invalid_configuration` say
  /// that waiting will not help.
  Error while_checking(const SupabaseRefusal& refusal) const;

  /// While objects are listed. Servers that are too old to page through them say so by knowing no
  /// such route.
  Error while_listing(const SupabaseRefusal& refusal) const;

  /// Nobody was reached, or the answer broke off.
  Error unreachable(const Error& why) const;
  /// An answer that says success and is none that Supabase gives.
  Error unusable(std::string_view why) const;

 private:
  std::string sentence(const SupabaseRefusal& refusal, const std::string& object) const;

  std::string url_;
  std::string bucket_;
};

}  // namespace pixferry
