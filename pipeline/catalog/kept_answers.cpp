#include "pipeline/catalog/kept_answers.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {
namespace {

/// Nothing in place of a row: it was released just now.
KeptAnswers::Claim claim_in(const std::optional<SqlRow>& row, const OnceOnly& once) {
  if (!row) return UnderWay{};
  if (row->text(0) != once.request.hex()) return KeyOfAnother{};
  if (row->is_null(1)) return UnderWay{};
  return KeptAnswer{.status = static_cast<int>(row->integer(1)),
                    .location = row->text(2),
                    .content_type = row->text(3),
                    .body = row->text(4)};
}

}  // namespace

Result<KeptAnswers::Claim> KeptAnswers::claim(const Context& context, const OnceOnly& once,
                                              std::chrono::milliseconds carried_out_within) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Claim> {
    const auto claimed = tx.row(sql::claim_answer, {once.owner, once.key.hex(), once.request.hex(),
                                                    now, std::int64_t{carried_out_within.count()}});
    if (claimed) return Claim{FirstTime{claimed->integer(0)}};
    return claim_in(tx.row(sql::read_kept_answer, {once.owner, once.key.hex()}), once);
  });
}

Result<> KeptAnswers::keep(const Context& context, const OnceOnly& once, FirstTime first,
                           const KeptAnswer& answer) {
  const auto now = to_milliseconds(clock_.now());
  const std::int64_t kept_ms = std::chrono::milliseconds{kKeptFor}.count();
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    tx.run(sql::keep_answer, {once.owner, once.key.hex(), first.token, std::int64_t{answer.status},
                              answer.location, answer.content_type, answer.body, now, kept_ms});
    return {};
  });
}

Result<> KeptAnswers::release(const Context& context, const OnceOnly& once, FirstTime first) {
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::release_answer, {once.owner, once.key.hex(), first.token});
    return {};
  });
}

Result<> KeptAnswers::sweep(const Context& context) {
  const auto now = to_milliseconds(clock_.now());
  // Mostly there is nothing to do, and a read keeps no writer waiting.
  const auto is_any = transact(database_, context, Access::read, [&](Statements& tx) {
    return Result<bool>{tx.row(sql::find_old_answer, {now}).has_value()};
  });
  if (!is_any) return is_any.error();
  if (!*is_any) return {};
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::sweep_answers, {now, kSweptMax});
    return {};
  });
}

}  // namespace pixferry
