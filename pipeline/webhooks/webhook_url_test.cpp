#include "pipeline/webhooks/webhook_url.hpp"

#include <gmock/gmock.h>

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

Result<std::string> read(std::string_view text) {
  return read_webhook_url(text, {});
}

TEST(WebhookUrl, IsTakenWhereItMayLeadToAPublicHost) {
  for (const std::string_view text :
       {"https://example.com/hooks", "https://example.com", "https://hooks.example.com:8443/a?b=c",
        "HTTPS://EXAMPLE.com/", "https://8.8.8.8/", "https://[2606:4700::1111]/x",
        "https://example.com:443/", "https://xn--bcher-kva.example/", "https://example.com:65535/",
        "https://example.com./", "https://example.com/%23?x=%0a"}) {
    EXPECT_TRUE(read(text)) << text << (read(text) ? "" : read(text).error().message);
  }
}

TEST(WebhookUrl, IsGivenAsItWillBeCalled) {
  EXPECT_EQ(*read("HTTPS://example.com/A/../b?c=%2e"), "https://example.com/A/../b?c=%2e");
}

TEST(WebhookUrl, ThatLeadsNowhereOutsideIsRefusedHoweverItIsWritten) {
  for (const std::string_view text : {"https://127.0.0.1/",
                                      "https://127.1/",
                                      "https://2130706433/",
                                      "https://0x7f000001/",
                                      "https://0177.0.0.1/",
                                      "https://0x7f.1/",
                                      "https://127.0.0.1./",
                                      "https://0/",
                                      "https://0.0.0.0/",
                                      "https://10.0.0.1/",
                                      "https://100.64.0.1/",
                                      "https://169.254.169.254/",
                                      "https://172.16.0.1/",
                                      "https://192.168.1.1/",
                                      "https://198.18.0.1/",
                                      "https://192.0.2.1/",
                                      "https://224.0.0.1/",
                                      "https://255.255.255.255/",
                                      "https://[::1]/",
                                      "https://[::]/",
                                      "https://[::ffff:127.0.0.1]/",
                                      "https://[::ffff:7f00:1]/",
                                      "https://[::127.0.0.1]/",
                                      "https://[64:ff9b::7f00:1]/",
                                      "https://[64:ff9b::a9fe:a9fe]/",
                                      "https://[2002:7f00:1::]/",
                                      "https://[2002:a9fe:a9fe::1]/",
                                      "https://[fe80::1]/",
                                      "https://[fe80::1%25eth0]/",
                                      "https://[fc00::1]/",
                                      "https://[fd00:ec2::254]/",
                                      "https://[2001::1]/",
                                      "https://[2001:db8::1]/",
                                      "https://[ff02::1]/",
                                      "https://localhost/",
                                      "https://LOCALHOST/",
                                      "https://localhost./",
                                      "https://a.localhost/",
                                      "https://metadata/",
                                      "https://intranet/",
                                      "https://metadata.google.internal/",
                                      "https://printer.local/",
                                      "https://nas.lan/",
                                      "https://router.home.arpa/",
                                      "https://home.arpa/",
                                      "https://127%2e0%2e0%2e1/",
                                      "https://127.0.0.1:8443/"}) {
    const auto url = read(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().code, ErrorCode::invalid_request) << text;
  }
}

TEST(WebhookUrl, ThatIsNoPlainHttpsUrlIsRefused) {
  for (const std::string_view text : {"",
                                      "example.com",
                                      "//example.com/",
                                      "http://example.com/",
                                      "ftp://example.com/",
                                      "file:///etc/passwd",
                                      "gopher://example.com/",
                                      "javascript:alert(1)",
                                      "https://",
                                      "https:///x",
                                      "https://user@example.com/",
                                      "https://user:secret@example.com/",
                                      "https://:secret@example.com/",
                                      "https://example.com@127.0.0.1/",
                                      "https://example.com\\@127.0.0.1/",
                                      "https://example.com/#part",
                                      "https://example.com/a b",
                                      "https://example.com/\r\nHost: x",
                                      " https://example.com/",
                                      "https://example.com/\t",
                                      "https://b\xc3\xbc"
                                      "cher.example/",
                                      "https://\xe2\x91\xa0.example/",
                                      "https://[::1",
                                      "https://exa mple.com/",
                                      "https://example.com:port/",
                                      "https://example.com:99999/"}) {
    EXPECT_FALSE(read(text)) << text;
  }
}

TEST(WebhookUrl, IsRefusedOnPortsThatSpeakSomethingElse) {
  for (const int port : {1, 22, 25, 80, 139, 444, 445, 1023, 2049, 5060, 6000, 6667, 10080}) {
    const auto url = read("https://example.com:" + std::to_string(port) + "/");
    ASSERT_FALSE(url) << port;
    EXPECT_THAT(url.error().message, HasSubstr("port")) << port;
  }
}

TEST(WebhookUrl, OfAnAllowedOriginIsTakenAndOfNoOther) {
  const std::vector<std::string> allowed{"http://127.0.0.1:9000", "https://hooks.internal"};
  EXPECT_TRUE(read_webhook_url("http://127.0.0.1:9000/a?b", allowed));
  EXPECT_TRUE(read_webhook_url("https://hooks.internal/a", allowed));
  EXPECT_TRUE(read_webhook_url("https://HOOKS.internal:443/a", allowed));
  for (const std::string_view text :
       {"http://127.0.0.1:9001/", "http://127.0.0.2:9000/", "https://127.0.0.1:9000/",
        "http://hooks.internal/", "https://hooks.internal:8443/", "https://a.hooks.internal/",
        "https://hooks.internal.example:22/", "http://u@127.0.0.1:9000/", "http://127.0.0.1:9000#a",
        "http://127.0.0.1:90000/"}) {
    EXPECT_FALSE(read_webhook_url(text, allowed)) << text;
  }
}

TEST(WebhookUrl, MayBeLongButNotEndless) {
  const std::string begin{"https://example.com/"};
  EXPECT_TRUE(read(begin + std::string(kWebhookUrlBytesMax - begin.size(), 'a')));
  EXPECT_FALSE(read(begin + std::string(kWebhookUrlBytesMax + 1 - begin.size(), 'a')));
}

TEST(WebhookUrl, IsNotRepeatedInARefusal) {
  for (const std::string_view text :
       {"https://u:canary@example.com/", "https://10.0.0.1/canary", "canary"}) {
    EXPECT_THAT(read(text).error().message, Not(HasSubstr("canary")));
  }
}

}  // namespace
}  // namespace pixferry
