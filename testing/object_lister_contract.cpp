#include "testing/object_lister_contract.hpp"

#include <gmock/gmock.h>

#include <array>
#include <chrono>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

using namespace std::chrono_literals;

using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

void ObjectListerContract::SetUp() {
  if (const auto package = GetParam().missing_package()) {
    GTEST_SKIP() << "the package " << *package << " is not installed";
  }
  listed_ = GetParam().make();
}

ObjectKey ObjectListerContract::original(int number) {
  Sha256 sha256;
  sha256.bytes[0] = static_cast<std::uint8_t>(number);
  return object_key(Secret{"contract"}, "default", sha256, ImageType::jpeg);
}

ObjectKey ObjectListerContract::thumbnail(int number) {
  return thumbnail_key(original(number), 256);
}

void ObjectListerContract::put(const ObjectKey& key, std::string_view text) {
  auto content = Spool::open(room_, {.size_bytes_max = 1 << 20});
  ASSERT_TRUE(content && content->write(std::as_bytes(std::span{text})) && content->finish());
  const auto stored = listed_.store->put({}, key, *content, {.mime_type = "image/jpeg"});
  ASSERT_TRUE(stored) << stored.error().message;
}

std::vector<ListedObject> ObjectListerContract::list_all(
    const std::function<void(const ObjectListing&)>& between) {
  constexpr int kPartsMax = 2000;
  std::vector<ListedObject> all;
  std::string from;
  for (int parts = 0; parts < kPartsMax; ++parts) {
    const auto part = listed_.lister->list({}, from);
    EXPECT_TRUE(part) << part.error().message;
    if (!part) return all;
    all.insert(all.end(), part->objects.begin(), part->objects.end());
    between(*part);
    from = part->next;
    if (from.empty()) return all;
  }
  ADD_FAILURE() << "the listing has no end";
  return all;
}

std::vector<std::string> ObjectListerContract::keys_of_all() {
  std::vector<std::string> keys;
  for (const auto& object : list_all([](const auto& /*part*/) {})) keys.push_back(object.key.text);
  return keys;
}

namespace {

constexpr int kMany = 8;

TEST_P(ObjectListerContract, ListsNothingOfAnEmptyStore) {
  EXPECT_THAT(keys_of_all(), IsEmpty());
}

TEST_P(ObjectListerContract, ListsEachObjectOnceWithItsSizeAndTime) {
  const SystemClock clock;
  const auto before = clock.now();
  put(original(1), "abc");
  put(thumbnail(1), "");
  const auto after = clock.now();
  const auto all = list_all([](const auto& /*part*/) {});
  ASSERT_EQ(all.size(), 2U);
  for (const auto& object : all) {
    const bool is_original = object.key.text == original(1).text;
    EXPECT_EQ(object.key.text, (is_original ? original(1) : thumbnail(1)).text);
    EXPECT_EQ(object.size_bytes, is_original ? 3 : 0);
    // Some tell the second alone, and some round it up.
    EXPECT_GE(object.stored_at, before - 1s);
    EXPECT_LE(object.stored_at, after + 1s);
  }
}

TEST_P(ObjectListerContract, ListsWhatDoesNotFitIntoOnePart) {
  std::vector<std::string> expected;
  for (int number = 0; number < kMany; ++number) {
    for (const auto& key : {original(number), thumbnail(number)}) {
      put(key, "abc");
      expected.push_back(key.text);
    }
  }
  EXPECT_THAT(keys_of_all(), UnorderedElementsAreArray(expected));
}

TEST_P(ObjectListerContract, LosesNothingWhileWhatItListedIsRemoved) {
  std::vector<std::string> expected;
  for (int number = 0; number < kMany; ++number) {
    put(original(number), "abc");
    expected.push_back(original(number).text);
  }
  std::vector<std::string> listed;
  list_all([&](const ObjectListing& part) {
    for (const auto& object : part.objects) {
      listed.push_back(object.key.text);
      EXPECT_TRUE(listed_.store->remove({}, std::array{object.key}));
    }
  });
  EXPECT_THAT(listed, UnorderedElementsAreArray(expected));
  EXPECT_THAT(keys_of_all(), IsEmpty());
}

TEST_P(ObjectListerContract, KnowsWhatIsRemovedAndWhatIsStoredAgain) {
  put(original(1), "abc");
  put(original(2), "abc");
  put(original(2), "abcd");
  ASSERT_TRUE(listed_.store->remove({}, std::array{original(1)}));
  const auto all = list_all([](const auto& /*part*/) {});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().key.text, original(2).text);
  EXPECT_EQ(all.front().size_bytes, 4);
}

TEST_P(ObjectListerContract, LeavesOutWhatIsNoneOfOurs) {
  put(original(1), "abc");
  const auto folder = original(1).text.substr(0, 5);
  for (const auto& name :
       {std::string{"readme.txt"}, folder + "notes.txt", folder + "it's a + b & c (1).jpg",
        folder + std::string(64, 'f') + "0.jpg", "t/00/" + std::string(64, '0') + ".txt",
        "backup/" + original(1).text, original(1).text + ".old",
        std::string{"o"} + "/zz/" + std::string(64, 'z') + ".jpg"}) {
    listed_.put_foreign(name);
  }
  EXPECT_THAT(keys_of_all(), testing::ElementsAre(original(1).text));
}

TEST_P(ObjectListerContract, HasNothingBehindATextThatItNeverGave) {
  put(original(1), "abc");
  for (const auto* from : {"x", "/", "../", "o", "u/"}) {
    const auto part = listed_.lister->list({}, from);
    ASSERT_TRUE(part) << part.error().message;
    EXPECT_THAT(part->objects, IsEmpty()) << from;
    EXPECT_EQ(part->next, "") << from;
  }
}

TEST_P(ObjectListerContract, EndsWhenItIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  const auto part = listed_.lister->list({.stop = stop.get_token()}, "");
  ASSERT_FALSE(part);
  EXPECT_EQ(part.error().code, ErrorCode::stopped);
}

}  // namespace

std::string object_lister_case_name(const testing::TestParamInfo<ObjectListerCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
