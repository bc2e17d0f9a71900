#include "pipeline/object_store/s3/s3_refusal.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(S3Refusal, ReadsCodeMessageAndRegion) {
  const auto refusal = read_s3_refusal(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AuthorizationHeaderMalformed</Code>"
      "<Message>the region &apos;a&apos; is wrong; expecting &lt;b&gt; &amp;amp;</Message>"
      "<Region>eu-central-1</Region><RequestId>1</RequestId></Error>");
  EXPECT_EQ(refusal.code, "AuthorizationHeaderMalformed");
  EXPECT_EQ(refusal.message, "the region 'a' is wrong; expecting <b> &amp;");
  EXPECT_EQ(refusal.region, "eu-central-1");
}

TEST(S3Refusal, ReadsADocumentWithANamespace) {
  EXPECT_EQ(read_s3_refusal("<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Resource>b/k"
                            "</Resource><Code>NoSuchKey</Code><Message>Object not found</Message>"
                            "</Error>")
                .code,
            "NoSuchKey");
}

TEST(S3Refusal, HasNothingOfWhatIsNoError) {
  for (const auto* body :
       {"", "<", "<Error", "<Error>", "<Error ", "<Error><Code>", "<Error></Error>",
        "<Error><Code>Open</Error>", "<Errors><Code>A</Code></Errors>", "<html>502</html>",
        "<Code>Outside</Code>", R"({"code":"NoSuchKey"})"}) {
    const auto refusal = read_s3_refusal(body);
    EXPECT_EQ(refusal.code + refusal.message + refusal.region, "") << body;
  }
}

TEST(S3Refusal, TakesNoCodeOrRegionThatIsNoPlainWord) {
  for (const std::string& word :
       {std::string{"a b"}, std::string{"\x1b[31m"}, std::string{"a/../b"}, std::string{"a@b"},
        std::string{"&lt;"}, std::string(65, 'a')}) {
    const auto refusal =
        read_s3_refusal("<Error><Code>" + word + "</Code><Region>" + word + "</Region></Error>");
    EXPECT_EQ(refusal.code, "") << word;
    EXPECT_EQ(refusal.region, "") << word;
  }
  EXPECT_FALSE(is_s3_region("EU"));
  EXPECT_FALSE(is_s3_region(""));
  EXPECT_TRUE(is_s3_region("auto"));
}

TEST(S3Refusal, ShowsOfAMessageWhatIsShortAndPrintable) {
  const auto refusal = read_s3_refusal("<Error><Message>\x1b]0;gotcha\x07" +
                                       std::string(100'000, 'x') + "</Message></Error>");
  EXPECT_EQ(refusal.message, "");  // its end lies beyond what is looked at
  const auto shorter =
      read_s3_refusal("<Error><Message>\x1b" + std::string(1000, 'x') + "</Message></Error>");
  EXPECT_LE(shorter.message.size(), 203u);
  EXPECT_EQ(shorter.message.find('\x1b'), std::string::npos);
}

TEST(FirstFailedRemoval, PassesOverObjectsThatWereAbsent) {
  const std::string absent = "<Error><Key>a</Key><Code>NoSuchKey</Code></Error>";
  const std::string denied = "<Error><Key>b</Key><Code>AccessDenied</Code></Error>";
  const auto first = [](const std::string& errors) {
    const auto failed = first_failed_removal("<DeleteResult><Deleted><Key>c</Key></Deleted>" +
                                             errors + "</DeleteResult>");
    return failed ? failed->code : "none";
  };
  EXPECT_EQ(first(""), "none");
  EXPECT_EQ(first(absent + absent), "none");
  EXPECT_EQ(first(absent + denied), "AccessDenied");
  EXPECT_EQ(first("<Error></Error>"), "");
}

}  // namespace
}  // namespace pixferry
