#include "testing/object_store_contract.hpp"
#include "testing/spool_text.hpp"

#include <array>
#include <thread>
#include <vector>

#include "pipeline/object_store/object_key.hpp"

namespace pixferry {

using namespace std::chrono_literals;

void ObjectStoreContract::SetUp() {
  if (const auto package = GetParam().missing_package()) {
    GTEST_SKIP() << "the package " << *package << " is not installed";
  }
}

ObjectKey ObjectStoreContract::key(int number) {
  Sha256 sha256;
  sha256.bytes[0] = static_cast<std::uint8_t>(number);
  return object_key(Secret{"contract"}, "default", sha256, ImageType::jpeg);
}

Spool ObjectStoreContract::spool() {
  auto opened = Spool::open(room_, {.size_bytes_max = 10 << 20});
  EXPECT_TRUE(opened);
  return std::move(*opened);
}

Spool ObjectStoreContract::spooled(std::string_view text) {
  auto content = spool();
  EXPECT_TRUE(content.write(std::as_bytes(std::span{text})) && content.finish());
  return content;
}

void ObjectStoreContract::put(const ObjectKey& key, std::string_view text) {
  const auto stored = store_->put({}, key, spooled(text), {.mime_type = "image/jpeg"});
  EXPECT_TRUE(stored) << stored.error().message;
}

std::optional<std::string> ObjectStoreContract::get(const ObjectKey& key) {
  auto into = spool();
  const auto got = store_->get({}, key, into);
  if (!got) return std::nullopt;
  EXPECT_TRUE(into.finish());
  return text_of(into);
}

namespace {

TEST_P(ObjectStoreContract, GivesBackWhatWasPut) {
  int number = 0;
  for (const std::size_t size : {0u, 1u, 4096u, 65536u, 65537u, 3'000'000u}) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>((i * 2654435761U) >> 11);
    put(key(++number), text);
    EXPECT_TRUE(get(key(number)) == text) << size;
  }
}

TEST_P(ObjectStoreContract, TellsTheSizeOfWhatIsThere) {
  put(key(1), "abc");
  const auto head = store_->head({}, key(1));
  ASSERT_TRUE(head && *head);
  EXPECT_EQ((*head)->size_bytes, 3);
}

TEST_P(ObjectStoreContract, KnowsWhatIsAbsent) {
  const auto head = store_->head({}, key(1));
  ASSERT_TRUE(head) << head.error().message;
  EXPECT_FALSE(*head);
  auto into = spool();
  EXPECT_EQ(store_->get({}, key(1), into).error().code, ErrorCode::source_gone);
}

TEST_P(ObjectStoreContract, StoresAgainWithoutHarm) {
  put(key(1), "abc");
  put(key(1), "abc");
  EXPECT_EQ(get(key(1)), "abc");
}

TEST_P(ObjectStoreContract, ReplacesABrokenObjectByTheWholeOne) {
  put(key(1), "ab");
  put(key(1), "abc");
  EXPECT_EQ(get(key(1)), "abc");
}

TEST_P(ObjectStoreContract, RemovesWhatIsNamedAndNothingElse) {
  for (int number : {1, 2, 3}) put(key(number), "abc");
  const std::array named{key(1), key(3), key(4)};
  ASSERT_TRUE(store_->remove({}, named));
  EXPECT_FALSE(get(key(1)));
  EXPECT_EQ(get(key(2)), "abc");
  EXPECT_FALSE(get(key(3)));
  EXPECT_TRUE(store_->remove({}, named)) << "absent objects count as removed";
  EXPECT_TRUE(store_->remove({}, {}));
}

TEST_P(ObjectStoreContract, RefusesKeysThatAreNoneOfOurs) {
  const auto name = key(1).text.substr(5);
  for (const auto& text : {std::string{}, std::string{"x"}, "../" + name, "/etc/passwd" + name,
                           "o/../o/" + name, key(1).text + "/", "tmp/" + name}) {
    const ObjectKey bad{text};
    EXPECT_EQ(store_->put({}, bad, spooled("abc"), {}).error().code, ErrorCode::storage_refused);
    EXPECT_EQ(store_->head({}, bad).error().code, ErrorCode::storage_refused);
    auto into = spool();
    EXPECT_EQ(store_->get({}, bad, into).error().code, ErrorCode::storage_refused);
    EXPECT_EQ(store_->remove({}, std::array{bad}).error().code, ErrorCode::storage_refused);
    EXPECT_EQ(store_->url({}, bad, 60s).error().code, ErrorCode::storage_refused);
  }
}

TEST_P(ObjectStoreContract, StoresNothingWhenStopped) {
  std::stop_source stop;
  stop.request_stop();
  const Context context{.stop = stop.get_token()};
  EXPECT_EQ(store_->put(context, key(1), spooled("abc"), {}).error().code, ErrorCode::stopped);
  EXPECT_FALSE(get(key(1)));
}

TEST_P(ObjectStoreContract, NamesTheKeyInTheUrl) {
  put(key(1), "abc");
  const auto url = store_->url({}, key(1), 60s);
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->starts_with("http"));
  EXPECT_NE(url->find(key(1).text), std::string::npos) << *url;
}

TEST_P(ObjectStoreContract, FailsWithTheSpoolThatTakesNoMore) {
  put(key(1), "abcd");
  auto into = Spool::open(room_, {.size_bytes_max = 3});
  ASSERT_TRUE(into);
  EXPECT_EQ(store_->get({}, key(1), *into).error().code, ErrorCode::too_large);
}

TEST_P(ObjectStoreContract, TakesTheSameAndOtherObjectsFromManyThreads) {
  constexpr int kThreads = 8;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 8; ++i) {
          put(key(200), "shared");
          put(key(thread * 8 + i), "own " + std::to_string(thread));
        }
      });
    }
  }
  EXPECT_EQ(get(key(200)), "shared");
  for (int thread = 0; thread < kThreads; ++thread) {
    EXPECT_EQ(get(key(thread * 8 + 7)), "own " + std::to_string(thread));
  }
}

}  // namespace

std::string object_store_case_name(const testing::TestParamInfo<ObjectStoreCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
