#include <thread>

#include "pipeline/catalog/kept_answers.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_answers_contract() {}

namespace {

using std::chrono::seconds;

constexpr seconds kWithin{30};

Sha256 hash_of(char letter) {
  return Sha256::from_hex(std::string(64, letter)).value();
}

const OnceOnly kOnce{.owner = "default", .key = hash_of('a'), .request = hash_of('b')};
const KeptAnswer kAnswer{202, "/import/jobs/1", "application/json", "{\"name\":\"\u2603\"}"};

KeptAnswers::Claim claim_in(KeptAnswers& answers, const OnceOnly& once = kOnce) {
  auto claim = answers.claim(Context{}, once, kWithin);
  EXPECT_TRUE(claim) << claim.error().message;
  return claim ? *claim : KeptAnswers::Claim{UnderWay{}};
}

bool is_first(const KeptAnswers::Claim& claim) {
  return std::holds_alternative<FirstTime>(claim);
}

TEST_P(CatalogContract, AnAnswerIsKeptForTheSameRequestAndReadByOthersToo) {
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  ASSERT_TRUE(is_first(first));
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(first), kAnswer));
  KeptAnswers elsewhere{database(), clock_};
  const auto again = claim_in(elsewhere);
  ASSERT_TRUE(std::holds_alternative<KeptAnswer>(again));
  EXPECT_EQ(std::get<KeptAnswer>(again), kAnswer);
}

TEST_P(CatalogContract, AnAnswerThatWasKeptOutlivesTheProcess) {
  if (!home_->is_durable()) GTEST_SKIP() << "nothing outlives it here";
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(first), kAnswer));
  reopen();
  KeptAnswers later{database(), clock_};
  EXPECT_EQ(std::get<KeptAnswer>(claim_in(later)), kAnswer);
}

TEST_P(CatalogContract, ARequestThatIsUnderWayIsNotBegunASecondTime) {
  KeptAnswers answers{database(), clock_};
  ASSERT_TRUE(is_first(claim_in(answers)));
  EXPECT_TRUE(std::holds_alternative<UnderWay>(claim_in(answers)));
}

TEST_P(CatalogContract, OfManyAtOnceOneIsTheFirst) {
  KeptAnswers answers{database(), clock_};
  std::atomic<int> firsts = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] { firsts += is_first(claim_in(answers)) ? 1 : 0; });
    }
  }
  EXPECT_EQ(firsts, 1);
}

TEST_P(CatalogContract, AKeyStandsForOneRequest) {
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  auto other = kOnce;
  other.request = hash_of('c');
  EXPECT_TRUE(std::holds_alternative<KeyOfAnother>(claim_in(answers, other)));
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(first), kAnswer));
  EXPECT_TRUE(std::holds_alternative<KeyOfAnother>(claim_in(answers, other)));
  auto theirs = other;
  theirs.owner = "somebody";
  EXPECT_TRUE(is_first(claim_in(answers, theirs)));
}

TEST_P(CatalogContract, ARequestThatWasReleasedMayBeBegunAgain) {
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  ASSERT_TRUE(answers.release(context_, kOnce, std::get<FirstTime>(first)));
  EXPECT_TRUE(is_first(claim_in(answers)));
}

TEST_P(CatalogContract, WhoWasTakenOverKeepsNothingAndReleasesNothing) {
  KeptAnswers answers{database(), clock_};
  const auto dead = std::get<FirstTime>(claim_in(answers));
  clock_.advance(kWithin);
  const auto second = claim_in(answers);
  ASSERT_TRUE(is_first(second)) << "its time is over";
  ASSERT_TRUE(answers.keep(context_, kOnce, dead, {.status = 200, .body = "late"}));
  ASSERT_TRUE(answers.release(context_, kOnce, dead));
  EXPECT_TRUE(std::holds_alternative<UnderWay>(claim_in(answers)));
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(second), kAnswer));
  ASSERT_TRUE(answers.release(context_, kOnce, std::get<FirstTime>(second)));
  EXPECT_EQ(std::get<KeptAnswer>(claim_in(answers)), kAnswer) << "what is kept stays";
}

TEST_P(CatalogContract, AnswersAreKeptForADayAndThenSweptAway) {
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(first), kAnswer));
  clock_.advance(KeptAnswers::kKeptFor - seconds{1});
  ASSERT_TRUE(answers.sweep(context_));
  EXPECT_TRUE(std::holds_alternative<KeptAnswer>(claim_in(answers)));
  clock_.advance(seconds{1});
  ASSERT_TRUE(answers.sweep(context_));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.kept_answer"), 0);
  EXPECT_TRUE(is_first(claim_in(answers)));
}

TEST_P(CatalogContract, AnAnswerWhoseDayIsOverIsNotRepeatedThoughNobodySwept) {
  KeptAnswers answers{database(), clock_};
  const auto first = claim_in(answers);
  ASSERT_TRUE(answers.keep(context_, kOnce, std::get<FirstTime>(first), kAnswer));
  clock_.advance(KeptAnswers::kKeptFor);
  EXPECT_TRUE(is_first(claim_in(answers)));
}

}  // namespace
}  // namespace pixferry
