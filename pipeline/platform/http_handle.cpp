#include "pipeline/platform/http_handle.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <strings.h>
#include <sys/socket.h>

#include <cstdio>
#include <new>
#include <system_error>

namespace pixferry {

namespace {

constexpr long kBufferBytes = 64 << 10;
constexpr long kStallBytesPerSecond = 1024;
constexpr long kKeepAliveSeconds = 30;
constexpr long kConnectionsMax = 4;

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListDeleter>;

void append(HeaderList& list, const std::string& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

/// libcurl adds headers of its own unless they are named with nothing behind the colon.
HeaderList header_list(std::span<const HttpHeader> headers) {
  HeaderList list;
  append(list, "Expect:");
  bool has_type = false;
  for (const auto& header : headers) {
    append(list, header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
    has_type = has_type || ::strcasecmp(header.name.c_str(), "Content-Type") == 0;
  }
  if (!has_type) append(list, "Content-Type:");
  return list;
}

int status_of(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return static_cast<int>(status);
}

/// What the callbacks are handed.
struct Running {
  CURL* easy;
  HttpTransfer& transfer;
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* running) {
  auto& transfer = static_cast<Running*>(running)->transfer;
  return transfer.take_header({data, size * count}) ? size * count : 0;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* running) {
  const auto& [easy, transfer] = *static_cast<Running*>(running);
  const std::span<const char> bytes{data, size * count};
  return transfer.take_body(status_of(easy), std::as_bytes(bytes)) ? bytes.size() : 0;
}

std::size_t on_read(char* room, std::size_t size, std::size_t count, void* running) {
  const std::span<char> bytes{room, size * count};
  return static_cast<Running*>(running)
      ->transfer.give_body(std::as_writable_bytes(bytes))
      .value_or(CURL_READFUNC_ABORT);
}

int on_seek(void* running, curl_off_t offset, int origin) {
  if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  static_cast<Running*>(running)->transfer.seek_body(offset);
  return CURL_SEEKFUNC_OK;
}

int on_progress(void* running, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Running*>(running)->transfer.is_stopped() ? 1 : 0;
}

curl_socket_t on_open_socket(void* running, curlsocktype, curl_sockaddr* address) {
  auto& transfer = static_cast<Running*>(running)->transfer;
  if (!transfer.admits(address->addr)) return CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void set_callbacks(CURL* easy, Running& running) {
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &running);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &running);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
  curl_easy_setopt(easy, CURLOPT_READDATA, &running);
  curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_seek);
  curl_easy_setopt(easy, CURLOPT_SEEKDATA, &running);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &running);
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &running);
}

}  // namespace

HttpHandle::HttpHandle(const Limits& limits) : limits_(limits), easy_(curl_easy_init()) {
  if (easy_ == nullptr) throw std::bad_alloc();
}

HttpHandle::~HttpHandle() {
  curl_easy_cleanup(easy_);
}

/// The options last for one exchange; the connections outlive it.
Result<HttpAnswer> HttpHandle::perform(const HttpExchange& exchange) {
  HttpTransfer transfer{exchange, limits_.header_bytes_max};
  Running running{easy_, transfer};
  curl_easy_reset(easy_);
  set_rules(exchange);
  set_request(exchange);
  set_callbacks(easy_, running);
  const HeaderList headers = header_list(exchange.headers);
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers.get());
  const CURLcode code = curl_easy_perform(easy_);
  if (transfer.failure()) return *transfer.failure();
  if (code == CURLE_OK && !transfer.has_all_headers()) {
    return error_of(CURLE_PARTIAL_FILE, exchange, transfer.was_refused());
  }
  if (code == CURLE_OK || transfer.is_cut()) return transfer.take_answer(status_of(easy_));
  return error_of(code, exchange, transfer.was_refused());
}

void HttpHandle::set_rules(const HttpExchange& exchange) {
  using std::chrono::milliseconds;
  const milliseconds connect{limits_.connect_seconds_max};
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);  // no waiting for a resolver that hangs
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, exchange.url.is_https ? "https" : "http");
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy_, CURLOPT_PROXY, "");
  curl_easy_setopt(easy_, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(easy_, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
  curl_easy_setopt(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(exchange.timeout.count()));
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME,
                   static_cast<long>(limits_.stall_seconds_max.count()));
  curl_easy_setopt(easy_, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPIDLE, kKeepAliveSeconds);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPINTVL, kKeepAliveSeconds);
  curl_easy_setopt(easy_, CURLOPT_MAXCONNECTS, kConnectionsMax);
  curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, kBufferBytes);
}

void HttpHandle::set_request(const HttpExchange& exchange) {
  const HttpRequest& request = exchange.request;
  curl_easy_setopt(easy_, CURLOPT_URL, exchange.url.text.c_str());
  curl_easy_setopt(easy_, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, "pixferry");
  if (request.method == "HEAD") {
    curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
    return;
  }
  if (request.body_file) {
    curl_easy_setopt(easy_, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy_, CURLOPT_INFILESIZE_LARGE,
                     static_cast<curl_off_t>(request.body_file->size_bytes));
  } else if (request.method == "POST" || request.method == "PUT" || !request.body.empty()) {
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, request.body.data());
  }
  curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Error HttpHandle::error_of(int code, const HttpExchange& exchange, bool was_refused) const {
  const auto error = [&](ErrorCode kind, std::string_view what) {
    return Error{kind, fmt::format("{}: {}", exchange.url.place, what)};
  };
  if (code == CURLE_ABORTED_BY_CALLBACK) return error(ErrorCode::stopped, "called off");
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return error(ErrorCode::timeout, "no connection or no whole answer in time");
  }
  if (code == CURLE_COULDNT_CONNECT && was_refused) {
    return error(ErrorCode::network, "the host's address is not a public one");
  }
  const char* const what = curl_easy_strerror(static_cast<CURLcode>(code));
  long system_error = 0;
  curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &system_error);
  if (code != CURLE_COULDNT_CONNECT || system_error == 0) return error(ErrorCode::network, what);
  return error(ErrorCode::network, std::generic_category().message(static_cast<int>(system_error)));
}

}  // namespace pixferry
