#include "pipeline/platform/trace_context.hpp"

#include <gtest/gtest.h>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kGiven = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContext, IsReadAndWrittenAsTheStandardHasIt) {
  const auto context = TraceContext::parse(kGiven);
  ASSERT_TRUE(context);
  EXPECT_EQ(context->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(context->parent_id, "00f067aa0ba902b7");
  EXPECT_EQ(context->flags, "01");
  EXPECT_EQ(context->header(), kGiven);
}

TEST(TraceContext, OfARequestThatWeMakeStaysInTheTraceUnderAnIdOfItsOwn) {
  SeededRandom random{5};
  const auto given = TraceContext::parse(kGiven).value();
  const auto child = given.child(random);
  EXPECT_EQ(child.trace_id, given.trace_id);
  EXPECT_EQ(child.flags, given.flags);
  EXPECT_NE(child.parent_id, given.parent_id);
  EXPECT_TRUE(TraceContext::parse(child.header()));
}

TEST(TraceContext, OfALaterVersionMayGoOn) {
  EXPECT_TRUE(TraceContext::parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"));
}

TEST(TraceContext, IsIgnoredWhereTheStandardSaysSo) {
  for (const std::string_view header :
       {"", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
        "0\n-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}) {
    EXPECT_FALSE(TraceContext::parse(header)) << header;
  }
}

}  // namespace
}  // namespace pixferry
