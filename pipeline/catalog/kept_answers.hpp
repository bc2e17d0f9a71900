#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/digest.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// A request that is to be carried out once: who asks, under which key, and what. Key and request
/// are known by their hashes alone, for either may be a secret.
struct OnceOnly {
  std::string owner;
  Sha256 key;
  Sha256 request;
};

/// What was answered. Texts, all of them.
struct KeptAnswer {
  int status = 200;  ///< 200 to 499
  std::string location = {};
  std::string content_type = {};
  std::string body = {};
  auto operator<=>(const KeptAnswer&) const = default;
};

/// The request is the caller's to carry out: it ends with keep() or release(), which name the
/// token.
struct FirstTime {
  std::int64_t token = 0;
};
/// Somebody carries it out at the moment.
struct UnderWay {};
/// The key belongs to another request.
struct KeyOfAnother {};

/// The answers to requests that came with an Idempotency-Key, in the catalog, so that each gateway
/// repeats what any of them has answered. Thread-safe. Errors: `catalog_*`, `stopped`.
class KeptAnswers {
 public:
  static constexpr std::chrono::hours kKeptFor{24};
  using Claim = std::variant<FirstTime, UnderWay, KeyOfAnother, KeptAnswer>;

  KeptAnswers(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Of several calls at once one at most is the first. Should its caller die, the request may be
  /// carried out by another once `carried_out_within` is over.
  Result<Claim> claim(const Context& context, const OnceOnly& once,
                      std::chrono::milliseconds carried_out_within);
  /// The answer for all who come with the same request in the next day. Nothing if somebody else
  /// has taken the request over.
  Result<> keep(const Context& context, const OnceOnly& once, FirstTime first,
                const KeptAnswer& answer);
  /// Nothing came of the request: the next to come is the first. Likewise.
  Result<> release(const Context& context, const OnceOnly& once, FirstTime first);
  /// Removes some of what is over, kSweptMax at most.
  Result<> sweep(const Context& context);

  static constexpr std::int64_t kSweptMax = 1000;

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
