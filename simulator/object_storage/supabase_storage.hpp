#pragma once

#include <string>
#include <vector>

#include "pipeline/platform/clock.hpp"
#include "simulator/faults/fault_plan.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"
#include "simulator/object_storage/supabase_buckets.hpp"
#include "simulator/object_storage/supabase_gate.hpp"
#include "simulator/object_storage/supabase_route.hpp"

namespace pixferry::simulator {

struct SupabaseOptions {
  std::vector<SupabaseBucketSpec> buckets = {};
  std::int64_t object_bytes_max = 50LL << 20;  ///< of the project, for all its buckets
  OpaqueKeys opaque_keys = OpaqueKeys::in_apikey_alone;
  int page_objects_max = 1000;  ///< that one answer lists
};

/// Supabase Storage as it answers behind its gateway: routes, keys, row-level security as a new
/// project has it (the anon key sees what is public and changes nothing), and nearly every error as
/// HTTP 400 with its true code in the body. Keeps what it is given in memory. Thread-safe.
class SupabaseStorage {
 public:
  /// The clock must outlive the storage.
  SupabaseStorage(SupabaseOptions options, const Clock& clock);

  /// The route is the request's. A fault that lets nothing be done is answered at once; one that
  /// spoils an answer spoils the true one.
  Response answer(const SupabaseRoute& route, const Request& request,
                  const std::optional<Fault>& fault = std::nullopt);

  const SupabaseGate& gate() const { return gate_; }
  SupabaseBuckets& buckets() { return buckets_; }
  /// What it was given, as JSON: how many objects are there, how many puts there were, and for each
  /// object, by "BUCKET/KEY", its SHA-256, size, type and puts.
  std::string record() const;

 private:
  using Role = SupabaseGate::Role;

  Response honest_answer(const SupabaseRoute& route, const Request& request);
  Response answer_to(Role role, const SupabaseRoute& route, const Request& request);
  Response list_buckets(Role role) const;
  Response get_bucket(Role role, const SupabaseRoute& route) const;
  Response make_bucket(Role role, const Request& request);
  Response upload(Role role, const SupabaseRoute& route, const Request& request);
  Response public_content(const SupabaseRoute& route) const;
  Response signed_content(const SupabaseRoute& route, const Request& request) const;
  Response private_content(Role role, const SupabaseRoute& route) const;
  Response object(const SupabaseRoute& route) const;
  Response info(Role role, const SupabaseRoute& route) const;
  Response remove(Role role, const SupabaseRoute& route);
  Response remove_many(Role role, const SupabaseRoute& route, const Request& request);
  Response sign(Role role, const SupabaseRoute& route, const Request& request) const;
  Response sign_upload(Role role, const SupabaseRoute& route) const;
  std::optional<Response> complaint_about_upload(const SupabaseBucketSpec& bucket,
                                                 const SupabaseRoute& route,
                                                 const Request& request) const;
  Response list(Role role, const SupabaseRoute& route, const Request& request) const;
  bool may_see(Role role, const std::string& bucket) const;

  const Clock& clock_;
  const std::int64_t object_bytes_max_;
  const int page_objects_max_;
  const SupabaseGate gate_;
  SupabaseBuckets buckets_;
};

}  // namespace pixferry::simulator
