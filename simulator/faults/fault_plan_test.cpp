#include "simulator/faults/fault_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulator/faults/fault_grammar.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

FaultRule only_rule(std::string_view text) {
  const auto plan = parse_fault_plan(text);
  EXPECT_TRUE(plan) << plan.error().message;
  EXPECT_EQ(plan->rules.size(), 1u);
  return plan->rules.front();
}

TEST(FaultPlan, ReadsOperationFaultAndAmount) {
  const auto rule = only_rule("download:429=5%");
  EXPECT_EQ(rule.operation, Operation::download);
  EXPECT_EQ(rule.fault.kind, FaultKind::too_many_requests);
  EXPECT_FALSE(rule.fault.retry_after);
  EXPECT_EQ(rule.amount.unit, FaultAmount::Unit::share);
  EXPECT_DOUBLE_EQ(rule.amount.value, 0.05);
}

TEST(FaultPlan, ReadsEveryUnitOfAmount) {
  EXPECT_EQ(only_rule("list:500=3x").amount.unit, FaultAmount::Unit::first_requests);
  EXPECT_EQ(only_rule("list:500=2f").amount.unit, FaultAmount::Unit::first_files);
  EXPECT_EQ(only_rule("list:500=10/s").amount.unit, FaultAmount::Unit::above_per_second);
  EXPECT_EQ(only_rule("list:500=always").amount.unit, FaultAmount::Unit::always);
  EXPECT_DOUBLE_EQ(only_rule("list:500=0.5%").amount.value, 0.005);
}

TEST(FaultPlan, ReadsAWaitAndOneFilesId) {
  const auto rule = only_rule("download@1AbC_-9:503+7s=always");
  EXPECT_EQ(rule.file_id, "1AbC_-9");
  EXPECT_EQ(rule.fault.retry_after, (RetryAfter{RetryAfter::Form::seconds, 7s}));
}

TEST(FaultPlan, ReadsAWaitUntilADateAndOneThatNobodyUnderstands) {
  EXPECT_EQ(only_rule("get:503+date2s=1x").fault.retry_after,
            (RetryAfter{RetryAfter::Form::date, 2s}));
  EXPECT_EQ(only_rule("get:503+garbage=1x").fault.retry_after,
            (RetryAfter{RetryAfter::Form::garbage, 0s}));
}

TEST(FaultPlan, ReadsARefusalForAnyReason) {
  const auto fault = only_rule("download:403-dailyLimitExceeded+1s=1x").fault;
  EXPECT_EQ(fault.kind, FaultKind::refusal);
  EXPECT_EQ(fault.reason, "dailyLimitExceeded");
  EXPECT_TRUE(fault.retry_after);
}

TEST(FaultPlan, CanBeWrittenDownAsItWasRead) {
  const std::string text = "list:cycle=1x,download@1Ab:403-domainPolicy+date2s=0.5%";
  EXPECT_EQ(parse_fault_plan(text)->text(), text);
  EXPECT_EQ(parse_fault_plan("")->text(), "");
}

TEST(FaultPlan, KeepsTheOrderOfItsRules) {
  const auto plan = parse_fault_plan("get:404=1x");
  EXPECT_FALSE(plan);
  const auto two = parse_fault_plan("download:html=1x,download:reset-body=2x");
  ASSERT_TRUE(two);
  ASSERT_EQ(two->rules.size(), 2u);
  EXPECT_EQ(two->rules[0].fault.kind, FaultKind::web_page);
  EXPECT_EQ(two->rules[1].fault.kind, FaultKind::reset_in_body);
  EXPECT_TRUE(parse_fault_plan("")->rules.empty());
}

TEST(FaultPlan, TheHelpNamesEveryFaultThatThereIs) {
  auto words = parse_fault_plan("get:nothing=1x").error().message;
  words = words.substr(words.find("there are ") + 10);
  words = words.substr(0, words.find(", and "));
  int count = 0;
  for (std::size_t at = 0; at < words.size(); ++count) {
    const auto end = words.find(", ", at);
    const auto word = words.substr(at, end - at);
    EXPECT_THAT(kFaultGrammar, testing::ContainsRegex("[ :]" + word + "[ \n]")) << word;
    at = end == std::string::npos ? words.size() : end + 2;
  }
  EXPECT_GT(count, 20);
}

TEST(FaultPlan, ReadsTheFaultsOfObjectStores) {
  EXPECT_EQ(only_rule("put:500-stored=1x").operation, Operation::put);
  EXPECT_EQ(only_rule("put:500-stored=1x").fault.kind, FaultKind::internal_error_later);
  EXPECT_EQ(only_rule("get-object@o/3f/ab.jpg:slow=always").file_id, "o/3f/ab.jpg");
  EXPECT_EQ(only_rule("delete:slowdown+3s=5%").fault.retry_after->wait, std::chrono::seconds{3});
}

TEST(FaultPlan, GivesAProviderNoFaultOfAStoreAndTheOtherWayRound) {
  EXPECT_THAT(parse_fault_plan("put:quota=1x").error().message, HasSubstr("put has no fault"));
  EXPECT_THAT(parse_fault_plan("get:lost=1x").error().message, HasSubstr("get has no fault"));
}

TEST(FaultPlan, SaysWhichRuleIsWrongAndWhatIsAllowedThere) {
  const auto complaint = [](std::string_view text) {
    const auto plan = parse_fault_plan(text);
    EXPECT_FALSE(plan) << text;
    EXPECT_EQ(plan.error().code, ErrorCode::invalid_configuration);
    return plan.error().message;
  };
  EXPECT_THAT(complaint("download:429=5%,upload:500=1x"), HasSubstr("\"upload:500=1x\""));
  EXPECT_THAT(
      complaint("upload:500=1x"),
      HasSubstr("get, list, download, about, renew, put, head, get-object, delete and sign"));
  EXPECT_THAT(complaint("list:418=1x"), HasSubstr("no fault \"418\"; there are 429, 403, quota"));
  EXPECT_THAT(complaint("list:429=-5%"), HasSubstr("amount"));
  EXPECT_THAT(complaint("list:429=101%"), HasSubstr("amount"));
  EXPECT_THAT(complaint("list:429=x"), HasSubstr("amount"));
  EXPECT_THAT(complaint("list:429=1e99x"), HasSubstr("amount"));
  EXPECT_THAT(complaint("list:429="), HasSubstr("amount"));
  EXPECT_THAT(complaint("list:cut+2s=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:429+2=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:429+1.5s=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:429+date=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:429+86401s=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:429+tomorrow=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("list:cycle+2s=1x"), HasSubstr("wait"));
  EXPECT_THAT(complaint("download:cycle=1x"), HasSubstr("list alone"));
  EXPECT_THAT(complaint("download:403-=1x"), HasSubstr("no fault \"403-\""));
  EXPECT_THAT(complaint("download:403-a\"b=1x"), HasSubstr("no fault"));
  EXPECT_THAT(complaint("list@:429=1x"), HasSubstr("id"));
  EXPECT_THAT(complaint("list=5%"), HasSubstr("':' and '='"));
  EXPECT_THAT(complaint(",list:429=1x"), HasSubstr("':' and '='"));
}

}  // namespace
}  // namespace pixferry::simulator
