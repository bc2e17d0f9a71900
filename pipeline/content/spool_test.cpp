#include "pipeline/content/spool.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <vector>

#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kMiB = 1u << 20;

std::span<const std::byte> chunk_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

/// `size` bytes that differ from place to place, so that a lost or moved chunk shows.
std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>((i * 2654435761U) >> 13);
  return text;
}

/// The digest of a text by a spool of its own, in memory and in one write: the reference for
/// everything that takes another way.
std::string sha256_of(const std::string& text) {
  SpoolRoom room{.directory = "/nonexistent"};
  auto spool = Spool::open(room, {.declared_size_bytes = static_cast<std::int64_t>(text.size()),
                                  .size_bytes_max = static_cast<std::int64_t>(text.size())});
  EXPECT_TRUE(spool && spool->write(chunk_of(text)) && spool->finish());
  return spool->sha256().hex();
}

class SpoolTest : public testing::Test {
 protected:
  Spool open(SpoolPlan plan) {
    if (plan.size_bytes_max == 0) plan.size_bytes_max = 100 * kMiB;
    auto spool = Spool::open(room_, std::move(plan));
    EXPECT_TRUE(spool) << spool.error().message;
    return std::move(*spool);
  }
  bool lies_on_disk(const Spool& spool) const {
    struct stat file {};
    struct stat directory {};
    EXPECT_EQ(::fstat(spool.descriptor(), &file), 0);
    EXPECT_EQ(::stat(room_.directory.c_str(), &directory), 0);
    return file.st_dev == directory.st_dev;
  }
  bool is_budget_free(std::size_t bytes) {
    const bool taken = room_.budget.try_take(bytes);
    if (taken) room_.budget.give_back(bytes);
    return taken;
  }

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path(), .budget = ByteBudget{4 * kMiB}};
};

TEST_F(SpoolTest, HashesLikeThePublishedVectors) {
  auto empty = open({.wants_md5 = true});
  ASSERT_TRUE(empty.finish());
  EXPECT_EQ(empty.sha256().hex(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(empty.md5()->hex(), "d41d8cd98f00b204e9800998ecf8427e");

  auto abc = open({.wants_md5 = true});
  ASSERT_TRUE(abc.write(chunk_of("a")) && abc.write(chunk_of("bc")) && abc.finish());
  EXPECT_EQ(abc.sha256().hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(abc.md5()->hex(), "900150983cd24fb0d6963f7d28e17f72");
}

TEST_F(SpoolTest, ComputesMd5OnlyWhereThePlanWantsIt) {
  auto spool = open({});
  ASSERT_TRUE(spool.write(chunk_of("abc")) && spool.finish());
  EXPECT_FALSE(spool.md5());
}

TEST_F(SpoolTest, GivesBackWhatWasWrittenWhateverTheSizesOfTheWrites) {
  for (const std::size_t size : {0u, 1u, 4095u, 4096u, 4097u, 65536u, 200'001u}) {
    for (const std::size_t step : {1u, 7u, 4096u, 1u << 20}) {
      if (size / step > 10'000) continue;
      const auto text = pattern(size);
      auto spool = open({.declared_size_bytes = static_cast<std::int64_t>(size)});
      for (std::size_t at = 0; at < size; at += step) {
        ASSERT_TRUE(spool.write(chunk_of(std::string_view{text}.substr(at, step))));
      }
      ASSERT_TRUE(spool.finish());
      EXPECT_EQ(spool.size_bytes(), static_cast<std::int64_t>(size));
      EXPECT_EQ(text_of(spool), text);
      EXPECT_EQ(spool.sha256().hex(), sha256_of(text));
      EXPECT_EQ(spool.head().size(), std::min(size, Spool::kHeadBytes));
      EXPECT_TRUE(std::ranges::equal(spool.head(), chunk_of(text).first(spool.head().size())));
    }
  }
}

TEST_F(SpoolTest, ShowsTheHeadOnceWhenFourKibibytesAreThere) {
  std::vector<std::size_t> shown;
  auto spool = open({.inspect_head = [&](auto head) {
    shown.push_back(head.size());
    return Result<>{};
  }});
  ASSERT_TRUE(spool.write(chunk_of(pattern(4095))));
  EXPECT_THAT(shown, testing::IsEmpty());
  ASSERT_TRUE(spool.write(chunk_of("x")));
  EXPECT_THAT(shown, testing::ElementsAre(4096));
  ASSERT_TRUE(spool.write(chunk_of(pattern(10'000))) && spool.finish());
  EXPECT_THAT(shown, testing::ElementsAre(4096));
}

TEST_F(SpoolTest, ShowsAShortBodyAtTheEndAndAnEmptyOneToo) {
  for (const std::size_t size : {0u, 1u, 4095u}) {
    std::vector<std::size_t> shown;
    auto spool = open({.inspect_head = [&](auto head) {
      shown.push_back(head.size());
      return Result<>{};
    }});
    ASSERT_TRUE(spool.write(chunk_of(pattern(size))));
    EXPECT_THAT(shown, testing::IsEmpty());
    ASSERT_TRUE(spool.finish() && spool.finish());
    EXPECT_THAT(shown, testing::ElementsAre(size));
  }
}

TEST_F(SpoolTest, EndsTheTransferWithWhatTheHeadShowsAndStaysEnded) {
  auto spool = open({.inspect_head = [](auto) -> Result<> {
    return Error{ErrorCode::unsupported_type, "no image"};
  }});
  EXPECT_EQ(spool.write(chunk_of(pattern(5000))).error().code, ErrorCode::unsupported_type);
  EXPECT_EQ(spool.write(chunk_of("more")).error().code, ErrorCode::unsupported_type);
  EXPECT_EQ(spool.finish().error().code, ErrorCode::unsupported_type);
  EXPECT_EQ(spool.size_bytes(), 0);
}

TEST_F(SpoolTest, TakesExactlyTheLargestSizeAndNotOneByteMore) {
  auto spool = open({.size_bytes_max = 5000});
  ASSERT_TRUE(spool.write(chunk_of(pattern(4999))) && spool.write(chunk_of("x")));
  EXPECT_EQ(spool.write(chunk_of("y")).error().code, ErrorCode::too_large);
  EXPECT_EQ(spool.finish().error().code, ErrorCode::too_large);

  auto at_once = open({.size_bytes_max = 5000});
  EXPECT_EQ(at_once.write(chunk_of(pattern(5001))).error().code, ErrorCode::too_large);
}

TEST_F(SpoolTest, RefusesBytesAfterItsEnd) {
  auto spool = open({});
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(spool.write(chunk_of("late")).error().code, ErrorCode::internal);
}

TEST_F(SpoolTest, StaysInMemoryWhileTheBudgetLasts) {
  std::vector<Spool> spools;
  for (int i = 0; i < 5; ++i) spools.push_back(open({.declared_size_bytes = kMiB}));
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(lies_on_disk(spools[static_cast<std::size_t>(i)]));
  EXPECT_TRUE(lies_on_disk(spools[4]));
  EXPECT_FALSE(is_budget_free(1));

  spools.clear();
  EXPECT_TRUE(is_budget_free(4 * kMiB));
  EXPECT_FALSE(is_budget_free(4 * kMiB + 1)) << "given back more than once";
}

TEST_F(SpoolTest, PutsABodyTooLargeForMemoryOnTheDiskAtOnce) {
  room_.memory_file_bytes_max = 1000;
  EXPECT_TRUE(lies_on_disk(open({.declared_size_bytes = 1001})));
  EXPECT_FALSE(lies_on_disk(open({.declared_size_bytes = 1000})));
  EXPECT_TRUE(lies_on_disk(open({}))) << "an unknown size counts as 1 MiB";
}

TEST_F(SpoolTest, MovesToTheDiskWhenABodyOutgrowsWhatItDeclared) {
  const auto text = pattern(300'000);
  auto spool = open({.declared_size_bytes = 100'000, .wants_md5 = true});
  ASSERT_TRUE(spool.write(chunk_of(std::string_view{text}.substr(0, 100'000))));
  EXPECT_FALSE(lies_on_disk(spool));
  ASSERT_TRUE(spool.write(chunk_of(std::string_view{text}.substr(100'000, 1))));
  EXPECT_TRUE(lies_on_disk(spool));
  EXPECT_TRUE(is_budget_free(4 * kMiB));
  ASSERT_TRUE(spool.write(chunk_of(std::string_view{text}.substr(100'001))) && spool.finish());
  EXPECT_EQ(text_of(spool), text);
  EXPECT_EQ(spool.sha256().hex(), sha256_of(text));
}

TEST_F(SpoolTest, GivesItsShareOfTheBudgetBackOnceWhereItMovedToTheDisk) {
  {
    auto spool = open({.declared_size_bytes = kMiB});
    ASSERT_TRUE(spool.write(chunk_of(pattern(kMiB + 1))));
    EXPECT_TRUE(is_budget_free(4 * kMiB));
  }
  EXPECT_FALSE(is_budget_free(4 * kMiB + 1));
}

TEST_F(SpoolTest, MovesABodyOfUnknownSizeAfterOneMebibyte) {
  auto spool = open({});
  ASSERT_TRUE(spool.write(chunk_of(pattern(kMiB))));
  EXPECT_FALSE(lies_on_disk(spool));
  ASSERT_TRUE(spool.write(chunk_of("x")));
  EXPECT_TRUE(lies_on_disk(spool));
}

TEST_F(SpoolTest, LeavesNoNameInTheDirectory) {
  auto spool = open({.declared_size_bytes = 100 * kMiB});
  ASSERT_TRUE(spool.write(chunk_of("x")));
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path()));
}

TEST_F(SpoolTest, SaysSoWhenTheDirectoryIsMissing) {
  room_.directory = directory_ / "gone";
  const auto spool = Spool::open(room_, {.declared_size_bytes = 100 * kMiB});
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(spool.error().message, testing::HasSubstr(room_.directory));
  EXPECT_TRUE(is_budget_free(4 * kMiB));
}

TEST_F(SpoolTest, FailsTheTransferWhenItCannotMoveToTheDisk) {
  room_.directory = directory_ / "gone";
  auto spool = open({.declared_size_bytes = 10});
  EXPECT_EQ(spool.write(chunk_of("0123456789x")).error().code, ErrorCode::storage_unavailable);
  EXPECT_EQ(spool.finish().error().code, ErrorCode::storage_unavailable);
}

TEST_F(SpoolTest, StartsAgainAfterRewind) {
  int shown = 0;
  auto spool = open({.size_bytes_max = 20'000, .wants_md5 = true, .inspect_head = [&](auto) {
                       ++shown;
                       return Result<>{};
                     }});
  ASSERT_TRUE(spool.write(chunk_of(pattern(10'000))) && spool.finish());
  ASSERT_TRUE(spool.rewind());
  EXPECT_EQ(spool.size_bytes(), 0);
  EXPECT_TRUE(spool.head().empty());
  ASSERT_TRUE(spool.write(chunk_of("abc")) && spool.finish());
  EXPECT_EQ(shown, 2);
  EXPECT_EQ(text_of(spool), "abc");
  EXPECT_EQ(spool.sha256().hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(spool.md5()->hex(), "900150983cd24fb0d6963f7d28e17f72");
}

TEST_F(SpoolTest, ForgetsAFailureAtRewind) {
  auto spool = open({.size_bytes_max = 3});
  ASSERT_FALSE(spool.write(chunk_of("abcd")));
  ASSERT_TRUE(spool.rewind());
  ASSERT_TRUE(spool.write(chunk_of("abc")) && spool.finish());
  EXPECT_EQ(text_of(spool), "abc");
}

TEST_F(SpoolTest, StaysOnTheDiskAfterRewindOnceItMovedThere) {
  auto spool = open({.declared_size_bytes = 2});
  ASSERT_TRUE(spool.write(chunk_of("abc")));
  ASSERT_TRUE(spool.rewind());
  ASSERT_TRUE(spool.write(chunk_of("abc")) && spool.finish());
  EXPECT_TRUE(lies_on_disk(spool));
  EXPECT_EQ(text_of(spool), "abc");
}

TEST_F(SpoolTest, KeepsItsContentAndItsShareOfTheBudgetWhenMoved) {
  {
    auto first = open({.declared_size_bytes = kMiB});
    ASSERT_TRUE(first.write(chunk_of("abc")));
    auto second = std::move(first);
    auto third = open({.declared_size_bytes = kMiB});
    third = std::move(second);
    EXPECT_TRUE(is_budget_free(3 * kMiB));
    EXPECT_FALSE(is_budget_free(3 * kMiB + 1));
    ASSERT_TRUE(third.finish());
    EXPECT_EQ(text_of(third), "abc");
  }
  EXPECT_TRUE(is_budget_free(4 * kMiB));
  EXPECT_FALSE(is_budget_free(4 * kMiB + 1));
}

TEST_F(SpoolTest, StopsReadingWhenTheSinkHasEnough) {
  auto spool = open({});
  ASSERT_TRUE(spool.write(chunk_of(pattern(300'000))) && spool.finish());
  int chunks = 0;
  const auto read = read_spool(spool, [&](auto) -> Result<> {
    ++chunks;
    return Error{ErrorCode::network, "cut"};
  });
  EXPECT_EQ(read.error().code, ErrorCode::network);
  EXPECT_EQ(chunks, 1);
}

}  // namespace
}  // namespace pixferry
