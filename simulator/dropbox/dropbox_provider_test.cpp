#include <latch>
#include <map>
#include <thread>

#include "simulator/dropbox/dropbox_fixture.hpp"

namespace pixferry {
namespace {

using simulator::DropboxLink;
using simulator::DropboxRig;
using simulator::Operation;
using Access = DropboxLink::Access;

const Context kAnyTime;

DropboxLink demo(Access access = Access::open) {
  return {.entry_id = std::string{simulator::kDemoFolder}, .access = access};
}

/// Our provider before the simulated Dropbox.
class DropboxProviderTest : public testing::Test {
 protected:
  ErrorCode code_of_opening(DropboxConfig config, Access access, const std::string& password = {}) {
    const auto info =
        rig_.provider(std::move(config))->open(kAnyTime, rig_.folder(demo(access), password));
    return info ? ErrorCode::internal : info.error().code;
  }

  Result<FolderPage> page(pixferry::Dropbox& dropbox, const std::string& token = {}) {
    return dropbox.list(kAnyTime, rig_.folder(demo()), token);
  }

  std::uint64_t renewals() { return rig_.simulator().counters().of(Operation::renew).requests; }

  DropboxRig rig_{DropboxRig::small()};
};

TEST_F(DropboxProviderTest, TellsAMissingPasswordFromAWrongOneAndFromALinkThatIsGone) {
  const auto config = DropboxRig::with_token();
  EXPECT_EQ(code_of_opening(config, Access::locked), ErrorCode::password_required);
  EXPECT_EQ(code_of_opening(config, Access::locked, "sesame"), ErrorCode::password_wrong);
  EXPECT_EQ(code_of_opening(config, Access::revoked), ErrorCode::folder_not_found);
  EXPECT_EQ(code_of_opening(config, Access::view_only), ErrorCode::folder_forbidden);
}

TEST_F(DropboxProviderTest, TellsWhatIsWrongWithItsCredentials) {
  const auto with = [](std::string_view token) {
    return DropboxConfig{.access_token = Secret{std::string{token}}};
  };
  using simulator::DropboxGate;
  EXPECT_EQ(code_of_opening(with(DropboxGate::kBadToken), Access::open),
            ErrorCode::credentials_rejected);
  EXPECT_EQ(code_of_opening(with(DropboxGate::kExpiredToken), Access::open),
            ErrorCode::token_expired);
  EXPECT_EQ(code_of_opening(with(DropboxGate::kNarrowToken), Access::open),
            ErrorCode::credentials_rejected);
  EXPECT_EQ(code_of_opening({}, Access::open), ErrorCode::credentials_missing);
  auto revoked = rig_.with_renewal();
  revoked.refresh_token = Secret{"revoked"};
  EXPECT_EQ(code_of_opening(revoked, Access::open), ErrorCode::credentials_rejected);
}

TEST_F(DropboxProviderTest, RenewsAnExpiredTokenOnceForAllThreadsAndGoesOn) {
  const auto dropbox = rig_.provider(rig_.with_renewal());
  ASSERT_TRUE(page(*dropbox));
  EXPECT_EQ(renewals(), 1u);
  rig_.simulator().dropbox().gate().expire_tokens();
  constexpr int kThreads = 12;
  std::latch together{kThreads};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        together.arrive_and_wait();
        const auto listed = page(*dropbox);
        EXPECT_TRUE(listed) << listed.error().message;
      });
    }
  }
  EXPECT_EQ(renewals(), 2u);
}

TEST_F(DropboxProviderTest, ARefusedRenewalIsNotTriedOnceMoreByTheSameRequest) {
  const auto dropbox = rig_.provider(rig_.with_renewal());
  ASSERT_TRUE(page(*dropbox));
  rig_.simulator().dropbox().gate().expire_tokens();
  rig_.stage("renew:500=always");
  const auto listed = page(*dropbox);
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::network);
  EXPECT_EQ(renewals(), 2u);
}

TEST_F(DropboxProviderTest, AResetCursorAsksForTheFolderAnew) {
  const auto dropbox = rig_.provider(DropboxRig::with_token());
  const auto first = page(*dropbox);
  ASSERT_TRUE(first && !first->next_page_token.empty());
  rig_.stage("list:refused-token=1x");
  const auto reset = page(*dropbox, first->next_page_token);
  ASSERT_FALSE(reset);
  EXPECT_EQ(reset.error().code, ErrorCode::page_token_rejected);
  EXPECT_TRUE(page(*dropbox, first->next_page_token));
}

TEST_F(DropboxProviderTest, ThrottlingNamesItsWait) {
  const auto dropbox = rig_.provider(DropboxRig::with_token());
  rig_.stage("list:429+3s=1x");
  const auto listed = page(*dropbox);
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::rate_limited);
  EXPECT_EQ(listed.error().retry_after, std::chrono::seconds{3});
}

TEST_F(DropboxProviderTest, EndsAtListingWhatHasNoBytesOrIsNoImage) {
  const auto dropbox = rig_.provider(DropboxRig::with_token());
  std::map<std::string, ErrorCode> ended;
  std::string token;
  do {
    const auto listed = page(*dropbox, token);
    ASSERT_TRUE(listed) << listed.error().message;
    for (const auto& file : listed->files) {
      if (file.ended) ended[file.file.name] = file.ended->reason;
    }
    token = listed->next_page_token;
  } while (!token.empty());
  EXPECT_THAT(ended, testing::UnorderedElementsAre(
                         testing::Pair("Packing list.gdoc", ErrorCode::google_document),
                         testing::Pair("view only.jpg", ErrorCode::source_forbidden),
                         testing::Pair("waves.mp4", ErrorCode::unsupported_type),
                         testing::Pair("itinerary.pdf", ErrorCode::unsupported_type)));
}

TEST_F(DropboxProviderTest, AnAppThatMayNotDownloadLearnsThatItNeedsAUser) {
  auto options = DropboxRig::small();
  options.dropbox.apps_may_download = false;
  DropboxRig rig{options};
  const auto dropbox = rig.provider(rig.with_app());
  const auto listed = dropbox->list(kAnyTime, rig.folder(demo()), "");
  ASSERT_TRUE(listed) << listed.error().message;
  ASSERT_FALSE(listed->files.empty());
  SpoolRoom room{.directory = "/tmp"};
  auto spool = Spool::open(room, {.size_bytes_max = 1 << 20});
  ASSERT_TRUE(spool);
  const auto fetched = dropbox->fetch(kAnyTime, listed->files.front().file, *spool);
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().code, ErrorCode::credentials_missing) << fetched.error().message;
}

TEST_F(DropboxProviderTest, ShortensTheIdOfADeepLinkAndKeepsItItsOwn) {
  auto link = rig_.link(demo());
  for (int i = 0; i < 60; ++i) link.id += "/a%20long%20folder%20name";
  const auto dropbox = rig_.provider(DropboxRig::with_token());
  const auto folder = dropbox->recognise(link);
  ASSERT_TRUE(folder);
  EXPECT_LT(folder->id.size(), 600u);
  link.id += "x";
  EXPECT_NE(dropbox->recognise(link)->id, folder->id);
}

}  // namespace
}  // namespace pixferry
