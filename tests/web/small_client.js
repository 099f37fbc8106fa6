(function dartProgram(){function inherit(a,b){a.prototype.constructor=a
a.prototype["$i"+a.name]=a
if(b!=null)Object.setPrototypeOf(a.prototype,b.prototype)}
function inheritMany(a,b){for(var s=0;s<b.length;s++)inherit(b[s],a)}
function mixin(a,b){Object.assign(a.prototype,b.prototype)}
function lazy(a,b,c,d){a[b]=null
a[c]=function(){return a[b]==null?a[b]=d():a[b]}}
function tearOff(a,b,c,d){a[b]=function(){var s=this
return function(){return s[c]()}}}
function tearOffStatic(a,b,c,d){a[b]=function(){return a[c]}}
var hunkHelpers={inherit:inherit,inheritMany:inheritMany,mixin:mixin,mixinHard:mixin,lazy:lazy,lazyFinal:lazy,_instance_0u:tearOff,_static_0:tearOffStatic}
var J={
j(a){return a}},A={
ma(){var s=A.fa(new A.Co("Kept"))
A.sa(s.ab())
A.sa(s.ac())
A.sa(s.ad())
A.sa(s.gae()())
A.sa($.gl())
A.sa(s instanceof A.Ke)
A.sa(A.fa(new A.Co("Lost")))},
sa(a){console.log(String(a))},
fa(a){switch(a.b){case"Kept":return new A.Ke(a)
case"Lost":return new A.Lo(a)
default:return null}},
un(){return"unused"},
la(){return"lazy"},
do(a,b){},
dp(a,b){},
Ob:function Ob(){},
Mi:function Mi(){},
Ba:function Ba(){},
Co:function Co(a){this.b=a},
Ke:function Ke(a){this.a=a},
Lo:function Lo(a){this.a=a}},B={}
var w=[A,J,B]
var $={}
A.Ob.prototype={}
A.Mi.prototype={
ad(){return"mixed"},
ag(){return"never"}}
A.Ba.prototype={
ac(){return"inherited"},
af(){return"never"}}
A.Co.prototype={}
A.Ke.prototype={
ab(){return B.kc},
ah(){return"torn"},
$S:1}
A.Lo.prototype={
ab(){return"lost"}};(function aliases(){var s=A.Ba.prototype
s.xx=s.ac})();(function installTearOffs(){var s=hunkHelpers._instance_0u,r=hunkHelpers._static_0
r(A,"gu","un",0)
var i
s(i=A.Ke.prototype,"gae","ah",0)
s(i,"gzz","ab",0)})();(function inheritance(){var s=hunkHelpers.mixin,r=hunkHelpers.mixinHard,q=hunkHelpers.inherit,p=hunkHelpers.inheritMany
q(A.Ob,null)
p(A.Ob,[A.Mi,A.Ba,A.Co])
p(A.Ba,[A.Ke,A.Lo])
s(A.Ke,A.Mi)})()
var v={G:globalThis,typeUniverse:{},types:["~()","n()"]}
A.do(v.typeUniverse,JSON.parse('{"Ke":{"Ba":[]},"Lo":{"Ba":[]}}'));A.dp(v.typeUniverse,JSON.parse('{}'))
var u={S:"unused"}
var t=(function rtii(){return{a:"unused"}})();(function constants(){B.kc="kept"
B.lc="lost"})();(function staticFields(){$.st="unused"})();(function lazyInitializers(){var s=hunkHelpers.lazyFinal,r=hunkHelpers.lazy
s($,"gf","gl",()=>A.la())
s($,"hf","hl",()=>A.un())})();A.ma()})();
