#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "tests/nth_call/small_import.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using Mode = PlannedFailure::Mode;

/// A way in which a call may fail; `nth` is filled in.
struct Failing {
  std::string call;
  Mode mode;
  ErrorCode code;

  std::string text() const {
    const auto* how = mode == Mode::instead ? "FailsWith" : "IsDoneAndAnswers";
    auto text = call + "_" + how + "_" + std::string{pixferry::name(code)};
    std::ranges::replace(text, '.', '_');
    return text;
  }
};

void PrintTo(const Failing& failing, std::ostream* out) {
  *out << failing.text();
}

std::vector<Failing> each(const std::string& call, Mode mode, const std::vector<ErrorCode>& codes) {
  std::vector<Failing> all;
  for (const auto code : codes) all.push_back({call, mode, code});
  return all;
}

/// Of each kind of decision that the program takes by a code, one code.
std::vector<Failing> failings() {
  using enum ErrorCode;
  std::vector<Failing> all;
  for (const auto& some : {
           each("source.open", Mode::instead, {network, rate_limited}),
           each("source.list", Mode::instead, {network, rate_limited, page_token_rejected}),
           each("source.list", Mode::after, {network}),
           each("source.fetch", Mode::instead, {network, rate_limited, download_quota_exceeded}),
           each("source.fetch", Mode::instead, {source_gone, stopped}),
           each("source.fetch", Mode::after, {network, checksum_mismatch}),
           each("spool.open", Mode::instead, {storage_unavailable}),
           each("spool.write", Mode::instead, {storage_unavailable}),
           each("store.put", Mode::instead, {storage_unavailable, storage_refused, timeout}),
           each("store.put", Mode::after, {storage_unavailable, storage_refused}),
           each("database.begin", Mode::instead, {catalog_unavailable}),
           each("database.query", Mode::instead, {catalog_unavailable, catalog_conflict}),
           each("database.commit", Mode::instead, {catalog_unavailable}),
           each("database.commit", Mode::after, {catalog_unavailable}),
           each("queue.push", Mode::instead, {network}),
           each("queue.push", Mode::after, {network}),
           each("queue.pop", Mode::instead, {network}),
           each("queue.pop", Mode::after, {network}),
           each("pacer.admit", Mode::instead, {rate_limited, stopped}),
           each("pacer.admit", Mode::after, {rate_limited}),
           each("pacer.succeeded", Mode::instead, {internal}),
           each("feed.publish", Mode::instead, {internal}),
       }) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

SqliteDatabase& catalog() {
  static const auto shared = [] {
    auto opened = *SqliteDatabase::open(":memory:");
    Dice dice{0};
    EXPECT_TRUE(migrate(Context{}, *opened, dice));
    return opened;
  }();
  return *shared;
}

/// How the import ends where nothing fails, and what it costs.
struct Undisturbed {
  std::string end;
  int fetches;
};

const Undisturbed& undisturbed() {
  static const auto once = [] {
    SmallImport import{catalog(), {}};
    EXPECT_THAT(import.run(), IsEmpty());
    return Undisturbed{import.end(), import.calls("source.fetch")};
  }();
  return once;
}

class NthCall : public testing::TestWithParam<Failing> {};

/// Whether the call was reached that should fail.
bool try_nth_call(const Failing& failing, int nth) {
  SmallImport import{catalog(), {failing.call, nth, failing.mode, failing.code}};
  const auto violations = import.run();
  EXPECT_THAT(violations, IsEmpty());
  EXPECT_EQ(import.end(), undisturbed().end);
  constexpr int kFilesAtOnceMax = 5;
  EXPECT_LE(import.calls("source.fetch"), undisturbed().fetches + kFilesAtOnceMax);
  return import.has_failed();
}

TEST_P(NthCall, MayFailAndTheImportEndsAsIfItHadNot) {
  const auto* wanted = std::getenv("PIXFERRY_NTH_CALL");
  int nth = wanted == nullptr ? 1 : std::atoi(wanted);
  bool is_reached = try_nth_call(GetParam(), nth);
  EXPECT_TRUE(is_reached) << "the import never makes the call";
  while (is_reached && !HasFailure() && wanted == nullptr) {
    is_reached = try_nth_call(GetParam(), ++nth);
  }
  if (HasFailure()) {
    ADD_FAILURE() << "replay call " << nth << ": PIXFERRY_NTH_CALL=" << nth
                  << " nth_call_tests --gtest_filter='*/" << GetParam().text() << "'";
  }
}

INSTANTIATE_TEST_SUITE_P(Each, NthCall, testing::ValuesIn(failings()),
                         [](const auto& failing) { return failing.param.text(); });

TEST(SmallImport, BringsEveryFileToItsEnd) {
  EXPECT_THAT(undisturbed().end, HasSubstr("job completed 20 18 1 1 "));
  EXPECT_EQ(undisturbed().fetches, 19) << "all but the twin, whose bytes are here by then";
}

}  // namespace
}  // namespace pixferry
