#include "pipeline/webhooks/webhook_secret.hpp"

#include <gtest/gtest.h>

#include <array>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

/// The example that the standard's own libraries are tested with.
constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr SignedMessage kMessage{"msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                                 R"({"test": 2432232314})"};
constexpr std::string_view kSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

TEST(WebhookSignature, IsThatOfTheStandardsOwnExample) {
  const std::array secrets{Secret{std::string{kSecret}}};
  EXPECT_EQ(webhook_signature(secrets, kMessage), kSignature);
}

TEST(WebhookSignature, StandsOnceForEachSecret) {
  SeededRandom random{3};
  const std::array secrets{new_webhook_secret(random), Secret{std::string{kSecret}}};
  const auto both = webhook_signature(secrets, kMessage);
  const auto first = webhook_signature(std::span{secrets}.first(1), kMessage);
  EXPECT_EQ(both, first + " " + std::string{kSignature});
}

TEST(WebhookSignature, ChangesWithEveryPartOfTheMessage) {
  const std::array secrets{Secret{std::string{kSecret}}};
  for (const auto& other : {SignedMessage{"msg_other", kMessage.timestamp_seconds, kMessage.body},
                            SignedMessage{kMessage.id, 1614265331, kMessage.body},
                            SignedMessage{kMessage.id, kMessage.timestamp_seconds, "{}"}}) {
    EXPECT_NE(webhook_signature(secrets, other), kSignature);
  }
}

TEST(WebhookSecret, ThatIsNewIsReadAgainAndNoTwoAreAlike) {
  SeededRandom random{3};
  const auto secret = new_webhook_secret(random);
  EXPECT_EQ(secret.reveal().size(), 6U + 44U);
  ASSERT_TRUE(parse_webhook_secret(secret.reveal()));
  EXPECT_EQ(parse_webhook_secret(secret.reveal())->reveal(), secret.reveal());
  EXPECT_NE(new_webhook_secret(random).reveal(), secret.reveal());
}

TEST(WebhookSecret, ThatIsTooShortTooLongOrNoBase64IsRefused) {
  const auto of_bytes = [](std::size_t triples) {
    std::string text{"whsec_"};
    for (std::size_t i = 0; i < triples; ++i) text += "QUJD";
    return text;
  };
  EXPECT_FALSE(parse_webhook_secret(of_bytes(7)));
  EXPECT_TRUE(parse_webhook_secret(of_bytes(8)));
  EXPECT_TRUE(parse_webhook_secret(of_bytes(21)));
  EXPECT_FALSE(parse_webhook_secret(of_bytes(22)));
  for (const std::string_view text :
       {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa w",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La-aS_"}) {
    EXPECT_FALSE(parse_webhook_secret(text)) << text;
  }
}

}  // namespace
}  // namespace pixferry
