#include "simulator/object_storage/s3_list.hpp"

#include <gmock/gmock.h>

#include "simulator/object_storage/s3_fixture.hpp"

namespace pixferry::simulator {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class S3ListTest : public ::testing::Test {
 protected:
  void put(const std::string& key) {
    objects_.put(key, {.bytes = std::make_shared<const std::string>("abc"),
                       .stored_at = from_milliseconds(1'769'853'600'500)});
  }
  Response response(std::vector<std::pair<std::string, std::string>> query) const {
    query.emplace_back("list-type", "2");
    return s3_list({"images", objects_, 3}, {.method = "GET", .query = std::move(query)});
  }
  std::string list(std::vector<std::pair<std::string, std::string>> query) const {
    std::string text;
    for (const auto& slice : response(std::move(query)).body) {
      text.append(reinterpret_cast<const char*>(slice.bytes.data()), slice.bytes.size());
    }
    return text;
  }
  static std::string inside(const std::string& text, const std::string& name) {
    const auto begin = text.find("<" + name + ">") + name.size() + 2;
    return text.substr(begin, text.find("</" + name + ">") - begin);
  }

  S3Objects objects_;
};

TEST_F(S3ListTest, TellsKeySizeTimeAndEtagOfEachObject) {
  put("o/a");
  EXPECT_EQ(list({}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult "
            "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>images</Name><Prefix></Prefix>"
            "<KeyCount>1</KeyCount><MaxKeys>3</MaxKeys><IsTruncated>false</IsTruncated><Contents>"
            "<Key>o/a</Key><LastModified>2026-01-31T10:00:00.000Z</LastModified>"
            "<ETag>&quot;900150983cd24fb0d6963f7d28e17f72&quot;</ETag><Size>3</Size>"
            "<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>");
}

TEST_F(S3ListTest, KeepsToThePrefixAndToWhatComesAfter) {
  for (const auto* key : {"n", "o/a", "o/b", "o/c", "t/a"}) put(key);
  const auto page = list({{"prefix", "o/"}, {"start-after", "o/a"}});
  EXPECT_THAT(page, AllOf(HasSubstr("<Key>o/b</Key>"), HasSubstr("<Key>o/c</Key>"),
                          HasSubstr("<KeyCount>2</KeyCount>")));
}

TEST_F(S3ListTest, GoesOnWhereAPageEndedWhateverWasRemoved) {
  for (const auto* key : {"a", "b", "c", "d"}) put(key);
  const auto first = list({{"max-keys", "2"}});
  EXPECT_THAT(first, AllOf(HasSubstr("<IsTruncated>true</IsTruncated>"),
                           HasSubstr("<MaxKeys>2</MaxKeys>")));
  for (const auto* key : {"a", "b"}) objects_.remove(key);
  const auto token = inside(first, "NextContinuationToken");
  const auto second = list({{"continuation-token", token}});
  EXPECT_THAT(second,
              AllOf(HasSubstr("<IsTruncated>false</IsTruncated>"), HasSubstr("<Key>c</Key>"),
                    HasSubstr("<Key>d</Key>"), Not(HasSubstr("NextContinuationToken"))));
  EXPECT_EQ(inside(second, "ContinuationToken"), token);
}

TEST_F(S3ListTest, GivesNoMoreThanItsPageHolds) {
  for (const auto* key : {"a", "b", "c", "d"}) put(key);
  for (const auto& query :
       {std::vector<std::pair<std::string, std::string>>{}, {{"max-keys", "1000"}}}) {
    EXPECT_THAT(list(query), AllOf(HasSubstr("<KeyCount>3</KeyCount>"),
                                   HasSubstr("<IsTruncated>true</IsTruncated>")));
  }
}

TEST_F(S3ListTest, EncodesKeysAsItIsAskedTo) {
  put("o/a & <b>+\xc3\xa9");
  EXPECT_THAT(list({{"encoding-type", "url"}}),
              AllOf(HasSubstr("<Key>o/a%20%26%20%3Cb%3E%2B%C3%A9</Key>"),
                    HasSubstr("<EncodingType>url</EncodingType>")));
  EXPECT_THAT(list({}), AllOf(HasSubstr("<Key>o/a &amp; &lt;b&gt;+\xc3\xa9</Key>"),
                              Not(HasSubstr("EncodingType"))));
}

TEST_F(S3ListTest, RefusesWhatItDoesNotUnderstand) {
  for (const auto& [name, value] : {std::pair{"max-keys", "many"},
                                    {"max-keys", "-1"},
                                    {"max-keys", "1x"},
                                    {"encoding-type", "base64"},
                                    {"continuation-token", "x"},
                                    {"continuation-token", ""},
                                    {"continuation-token", "6166746572"}}) {
    EXPECT_EQ(response({{name, value}}).status, 400) << name << " " << value;
  }
  EXPECT_EQ(s3_list({"images", objects_, 3}, {.method = "GET"}).status, 501);
}

TEST(S3StoreListing, NamesTheRightThatIsMissing) {
  const S3Rig rig{{}, "list-objects:403=always"};
  const auto listed = rig.store->list({}, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(listed.error().message,
              AllOf(HasSubstr("s3:ListBucket"), Not(HasSubstr("s3:PutObject")),
                    HasSubstr("S3_ACCESS_KEY_ID")));
}

TEST(S3StoreListing, SaysWhichSettingIsWrong) {
  const S3Rig elsewhere{{}, "", [](S3Config& config) { config.bucket = "elsewhere"; }};
  EXPECT_THAT(elsewhere.store->list({}, "").error().message, HasSubstr("S3_BUCKET"));
  const S3Rig forged{{}, "", [](S3Config& config) { config.secret_access_key = Secret{"x"}; }};
  EXPECT_THAT(forged.store->list({}, "").error().message, HasSubstr("S3_SECRET_ACCESS_KEY"));
  const S3Rig region{{.account = {.region = "eu-central-1"}}};
  EXPECT_TRUE(region.store->list({}, ""));
}

TEST(S3StoreListing, TakesNoAnswerForAListThatIsNone) {
  for (const auto* fault : {"500", "503", "429", "html", "reset-body", "cut", "short"}) {
    S3Rig rig{{}, std::string{"list-objects:"} + fault + "=1x"};
    ASSERT_TRUE(rig.put("abc"));
    const auto listed = rig.store->list({}, "");
    ASSERT_FALSE(listed) << fault;
    EXPECT_EQ(listed.error().code, ErrorCode::storage_unavailable) << fault;
    EXPECT_EQ(rig.service.requests(Operation::list_objects), 1) << fault;
    EXPECT_EQ(rig.store->list({}, "")->objects.size(), 1U) << fault;
  }
}

TEST(S3StoreListing, HandsOnTheWaitThatIsAskedFor) {
  const S3Rig rig{{}, "list-objects:slowdown+7s=1x"};
  EXPECT_EQ(rig.store->list({}, "").error().retry_after, std::chrono::seconds{7});
}

TEST(S3StoreListing, EndsWithItsDeadline) {
  S3Rig rig;
  const auto listed = rig.store->list({.deadline = SystemClock{}.steady()}, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::timeout);
  EXPECT_EQ(rig.service.objects().puts(), 0u);
}

TEST(S3StoreListing, RefusesATokenThatTheServiceDoesNotKnow) {
  const S3Rig rig;
  const auto listed = rig.store->list({}, "o/made-up");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::storage_unavailable);
}

}  // namespace
}  // namespace pixferry::simulator
