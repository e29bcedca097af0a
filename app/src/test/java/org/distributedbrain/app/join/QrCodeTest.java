package org.distributedbrain.app.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    @Test
    void a_reader_gets_the_address_back() throws Exception {
        String address = "https://brain.example.net:8443/join#k3Vq9TzR1mXwYb7LhP2cA8sD4fG6hJ1k";
        QrCode code = QrCode.of(address);
        BitMatrix modules = new BitMatrix(code.size());
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.isDark(column, row)) {
                    modules.set(column, row);
                }
            }
        }
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(address);
    }

    @Test
    void a_text_that_does_not_fit_says_so() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(5000))).hasMessageContaining("5000 characters");
    }
}
