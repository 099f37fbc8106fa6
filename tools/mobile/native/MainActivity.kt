
import android.content.Context
import android.content.SharedPreferences
import android.os.Bundle
import android.view.WindowManager
import io.flutter.embedding.android.FlutterFragmentActivity

/**
 * Keeps the window out of screenshots and out of the app switcher for as long as the lock asks for it.
 * app/device/privacy.py asks, through the preferences that Flet writes; it cannot reach the window's own thread itself.
 */
class MainActivity : FlutterFragmentActivity() {
    private val preferences by lazy { getSharedPreferences("FlutterSharedPreferences", Context.MODE_PRIVATE) }
    private val changed = SharedPreferences.OnSharedPreferenceChangeListener { _, _ -> runOnUiThread { obey() } }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        preferences.registerOnSharedPreferenceChangeListener(changed)
        obey()
    }

    override fun onDestroy() {
        preferences.unregisterOnSharedPreferenceChangeListener(changed)
        super.onDestroy()
    }

    private fun obey() {
        if (preferences.getString("flutter.leuko.hide", "") == "yes") {
            window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        } else {
            window.clearFlags(WindowManager.LayoutParams.FLAG_SECURE)
        }
    }
}
