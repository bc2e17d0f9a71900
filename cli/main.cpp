#include <cstdio>

int main() {
  std::puts("pixferry 0.1.0");
  return 0;
}
